import type { Catalogue } from '../compiled.js';
import type { patients as en } from '../en/patients.js';

export const patients: Catalogue<typeof en> = {
  patientPage: {
    all: 'Todos los pacientes del lote',
    report: 'Informe para imprimir',
    fhir: 'FHIR',
    states: {
      unsigned: 'Sin firmar.',
      signed: 'Firmado por {by}, el {at} (versión {version}).',
      changed: 'Cambiado después de la firma de {by}, el {at}. Hay que firmarlo de nuevo.',
    },
    signedInBatch:
      '{count, plural, one {# resultado de este lote está firmado.} many {# de resultados de este lote están firmados.} other {# resultados de este lote están firmados.}}',
    toSignAgain: 'Una corrección crea una versión nueva, que hay que firmar de nuevo.',
    changes: 'Lo que se cambió:',
    toLookAt: 'Células infectadas y dudosas: {looked, number} de {of, number} miradas',
    toResult: 'Resultado y firma',
  },
  looking: {
    title: 'Células infectadas y dudosas',
    none: 'Ninguna célula está clasificada como infectada o dudosa, y nada que parezca infectado quedó fuera del conteo.',
    explain:
      'Todas las células que el modelo clasifica como infectadas o sobre las que duda. Al final están lugares en grumos y células que no se cuentan: lo que diga de ellas no cambia ninguna cifra.',
    progress:
      '{confirmed, number} de {of, number} confirmadas{cannotTell, plural, =0 {} one {, # sin respuesta posible} many {, # sin respuesta posible} other {, # sin respuesta posible}}',
    progressBy:
      '{confirmed, number} de {of, number} confirmadas{cannotTell, plural, =0 {} one {, # sin respuesta posible} many {, # sin respuesta posible} other {, # sin respuesta posible}}, por {readers}',
    answers: { infected: 'Infectada', uninfected: 'No infectada', 'cannot tell': 'No se puede decir' },
    keys: 'Teclas: I infectada, U no infectada, C no se puede decir, T retirar la respuesta, las flechas mueven.',
    takeBack: 'Retirar la respuesta',
    toField: 'Mostrarla en su campo',
    tile: 'Célula {index, number} de {of, number}: {what}',
    picture: 'Célula {cell} de {field} con lo que la rodea',
    reasons: {
      infected: 'El modelo la clasifica como infectada.',
      unsure: 'El modelo duda.',
      person: 'Una persona dice que está infectada.',
      'readers differ': 'Dos lectores difieren: una tercera persona dice qué es.',
      'in a clump': 'En un grumo: no se cuenta.',
      'cut or covered': 'Cortada por el borde o tapada: no se cuenta.',
    },
    model: 'Probabilidad del modelo: {probability}.',
    stage: 'Estadio: {stage}.',
    said: '{answer}: {by}, {at}.',
    notYet: 'Nadie la ha mirado.',
    counts: 'Cuenta como {final}.',
    open: 'sin mirar',
  },
  signing: {
    title: 'Firma',
    explain:
      'Usted responde por este resultado tal como se muestra. Todo cambio posterior crea una versión nueva; lo que firmó se puede seguir leyendo.',
    notAll:
      '{left, plural, one {# célula no se miró. Firmar de todos modos} many {# de células no se miraron. Firmar de todos modos} other {# células no se miraron. Firmar de todos modos}}',
    sign: 'Firmar este resultado',
    hindrance: 'Todavía no se puede firmar: {why}.',
    versions: 'Versiones firmadas',
    version: 'Versión {version}: {by}, {at}',
  },
  details: {
    title: 'Datos de este paciente',
    none: 'ninguno',
    example: 'Sala',
    name: 'Nombre del dato {index, number}',
    of: 'Valor del dato {index, number}',
    add: 'Otro dato',
    save: 'Guardar los datos para todos',
    explain: 'Por ejemplo edad, sala o número de lámina. Use códigos: aquí no deben ir nombres de personas.',
  },
  adding: {
    label: 'Más campos de {patient}',
    files: 'Añadir campos',
    camera: 'Tomar una foto',
    enough:
      '{counted, plural, one {# glóbulo rojo contado} many {# de glóbulos rojos contados} other {# glóbulos rojos contados}}: se alcanzaron los {cells, number} de {guideline}.',
    target: '{counted, number} de {cells, number} glóbulos rojos contados ({guideline}).',
    targetFields:
      '{counted, number} de {cells, number} glóbulos rojos contados ({guideline}): {fields, plural, one {falta aproximadamente # campo como estos} many {faltan aproximadamente # de campos como estos} other {faltan aproximadamente # campos como estos}}.',
    nameNeeded: 'Diga primero quién es usted: los nombres de estos archivos no muestran de qué paciente son.',
  },
  sorting: {
    title: '¿De quién son estas imágenes?',
    explain:
      'Basta un código para cada paciente; aquí no deben ir nombres de personas. También se puede cambiar más tarde, con su nombre.',
    from: 'Los pacientes se reconocen',
    sources: {
      folders: 'por las carpetas',
      names: 'por los nombres de los archivos (antes de _IMG_)',
      pattern: 'por un patrón',
    },
    pattern: 'Patrón',
    patternExplain:
      'Del nombre sin su extensión: {code} es el código, * es cualquier cosa, por ejemplo {example}.',
    code: 'Código del paciente {index, number}',
    files: '{count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}',
    list: 'Imágenes de {patient}',
    nobody: 'de nadie',
    listOfNobody: 'Imágenes de las que nada indica el paciente',
    codeOfNobody: 'Código de un paciente para todas estas',
    of: 'Paciente de {file}',
    newPatient: 'un paciente nuevo',
    another: 'Otro paciente',
    archives:
      '{count, plural, one {# zip se reparte por sus carpetas cuando se lee.} many {# de zips se reparten por sus carpetas cuando se leen.} other {# zips se reparten por sus carpetas cuando se leen.}}',
    start: 'Empezar la lectura',
    cancel: 'Cancelar',
    empty: 'Este paciente todavía no tiene imágenes.',
    noCode: 'Cada paciente con imágenes necesita un código.',
    change: 'Repartir por paciente',
    save: 'Guardar para todos',
    derived: {
      folders: 'Los pacientes se reconocen por las carpetas.',
      names: 'Los pacientes se reconocen por los nombres de los archivos (antes de _IMG_).',
      pattern: 'Los pacientes se reconocen por un patrón.',
    },
    setBy: 'Elegido por {by}, el {at}.',
    sortedBy: 'Repartido por {by}, el {at}.',
  },
};
