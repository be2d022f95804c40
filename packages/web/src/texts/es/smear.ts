import type { Catalogue } from '../compiled.js';
import type { smear as en } from '../en/smear.js';

export const smear: Catalogue<typeof en> = {
  smear: {
    patient: 'Paciente {patient}',
    made: 'A partir de qué se hacen las cifras',
    line: '{infected, number} de {counted, number} glóbulos rojos clasificados como infectados',
    waiting:
      '{count, plural, one {# campo aún espera ser leído.} many {# de campos aún esperan ser leídos.} other {# campos aún esperan ser leídos.}}',
    interval: 'intervalo del 95 %: {low} a {high} %',
    corrected:
      'Corregida por las falsas alarmas y las omisiones del modelo. Tal como se contó: {value} % ({low} a {high} %).',
    correctedNoMisses:
      'Corregida por las falsas alarmas del modelo; las omisiones no se midieron, así que puede ser más alta. Tal como se contó: {value} % ({low} a {high} %).',
    orMore: 'o más;',
    withoutMissed: 'sin las células omitidas;',
    cannotTell: 'Lo que la calibración no puede decir:',
    density: '{value} parásitos/µL ({low} a {high}), a partir de',
    tooFew: 'Menos glóbulos rojos de los exigidos: {unmet}.',
    tooFewFields:
      'Menos glóbulos rojos de los exigidos: {unmet}. Para lo primero {fields, plural, one {falta # campo como estos} many {faltan # de campos como estos} other {faltan # campos como estos}}.',
    stages:
      'Estadios de las células infectadas: {rings, plural, one {# anillo} many {# de anillos} other {# anillos}}, {trophozoites, plural, one {# trofozoíto} many {# de trofozoítos} other {# trofozoítos}}, {schizonts, plural, one {# esquizonte} many {# de esquizontes} other {# esquizontes}}, {gametocytes, plural, one {# gametocito} many {# de gametocitos} other {# gametocitos}}, {unsure, plural, one {# dudoso (contado como asexual)} many {# dudosos (contados como asexuales)} other {# dudosos (contados como asexuales)}}. Los gametocitos no forman parte de la parasitemia.',
    stagesLearned:
      'La red de estadios aprendió P. vivax en un solo microscopio: allí reconoció 41 de 54 gametocitos y tomó 2 de 55 parásitos asexuales por gametocitos. Otras especies no se probaron.',
    seen: 'Clasificadas como infectadas pero no contadas, por revisar: {inClumps, number} en grumos, {cut, plural, one {# cortada por el borde} many {# cortadas por el borde} other {# cortadas por el borde}}.',
    reviewers: 'Corregido por {names}. Las cifras son las de después de la corrección.',
    noted: 'Lo que hay que saber de campos contados:',
    notes: '¿Se tomaron estos campos de la misma manera?',
    accepted: 'Se cuentan campos aunque una regla los apartaría. Reglas aceptadas: {rules}.',
    rules: {
      thick: 'grueso',
      blurred: 'borroso',
      small: 'pequeño',
      sparse: 'escaso',
      shapes: 'formas',
      grey: 'gris',
    },
    checksum: 'El SHA-256 del archivo del modelo es {sha256}.',
    microscope: 'Microscopio: {name}.',
    microscopeCalibrated: 'Microscopio: {name}, calibrado el {made}.',
    correctedBy: 'corregido: {name}',
    setAside:
      '{count, plural, one {# campo se apartó:} many {# de campos se apartaron:} other {# campos se apartaron:}}',
    fieldCounts:
      '{infected, plural, one {# infectada} many {# infectadas} other {# infectadas}} de {counted, number}',
    fieldCountsEdited:
      '{infected, plural, one {# infectada} many {# infectadas} other {# infectadas}} de {counted, number} · {edits, plural, one {# corrección} many {# de correcciones} other {# correcciones}}',
    statuses: { waiting: 'en espera', done: 'leído', refused: 'apartado', failed: 'ilegible' },
  },
  blood: {
    titleAll: 'Glóbulos rojos de todos los pacientes',
    title: 'Glóbulos rojos de este paciente',
    perMicrolitre: '{redCells, number} por µL',
    haematocrit: 'hematocrito {haematocrit} %',
    notMeasured: 'no medidos',
    notKnown: 'no conocidos',
    set: 'fijado por {by}, el {at}',
    save: 'Guardar para todos',
    noNumber: '“{text}” no es un número de glóbulos rojos, como 4,500,000.',
    explain:
      'Si se dan ambos, se usan los glóbulos rojos por µL. Si ambos están vacíos, vale lo que vino con la carga.',
  },
};
