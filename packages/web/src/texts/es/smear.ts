import type { Catalogue } from '../compiled.js';
import type { smear as en } from '../en/smear.js';

export const smear: Catalogue<typeof en> = {
  smear: {
    patient: 'Paciente {patient}',
    made: 'A partir de qué se hacen las cifras',
    line: '{patient}: {infected, number} de {counted, number} glóbulos rojos clasificados como infectados',
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
    statement: {
      nothing: 'No se pudo contar ningún glóbulo rojo; por eso no hay resultado.',
      found:
        '{infected, plural, one {# de {counted, number} glóbulos rojos se clasificó como infectado.} many {# de {counted, number} glóbulos rojos se clasificaron como infectados.} other {# de {counted, number} glóbulos rojos se clasificaron como infectados.}}',
      foundGametocytes:
        '{infected, plural, one {# de {counted, number} glóbulos rojos se clasificó como infectado (gametocitos: {gametocytes, number}).} many {# de {counted, number} glóbulos rojos se clasificaron como infectados (de ellos gametocitos: {gametocytes, number}).} other {# de {counted, number} glóbulos rojos se clasificaron como infectados (de ellos gametocitos: {gametocytes, number}).}}',
      fewerThan:
        'Así, de todos los glóbulos rojos de este frotis, menos de {share} se clasificarían como infectados (confianza del 95 %).',
      unknown:
        'Aquí no se sabe cuántos mostraría un paciente sin malaria: calibre el microscopio en pacientes sin malaria.',
      cannotExclude: 'Un frotis fino no puede descartar la malaria.',
      more: 'Es más que los {blank, number} que puede mostrar un paciente sin malaria.',
      within:
        'No es más de lo que puede mostrar un paciente sin malaria ({blank, number}). Un paciente con {share} de células infectadas puede mostrar así de pocos.',
      notInterpretable:
        'No se puede interpretar: un paciente sin malaria puede mostrar hasta {blank, number}, y uno con {share} de células infectadas puede mostrar así de pocos. Cuente más células, o calibre el microscopio en más pacientes sin malaria.',
    },
    density: '{value} parásitos/µL ({low} a {high}), a partir de {redCells}.',
    redCells: {
      measured: '{cells} glóbulos rojos/µL, medidos',
      haematocrit: '{cells} glóbulos rojos/µL, hematocrito {haematocrit} % × {factor}',
      assumed: '{cells} glóbulos rojos/µL, supuestos: no medidos en este paciente',
    },
    noDensity: 'Los parásitos/µL no se calculan: el hematocrito está vacío.',
    severity: {
      'severe malaria by parasitaemia (CDC)': 'malaria grave por parasitemia (CDC): {state}',
      'hyperparasitaemia (WHO)': 'hiperparasitemia (OMS): {state}',
    },
    reached: {
      reached: 'alcanzada',
      possible: 'posible',
      'not excluded': 'no descartada',
    },
    guidelines: { 'CDC, below 1 %': 'CDC, por debajo de 1 %' },
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
