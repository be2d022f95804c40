import type { Catalogue } from '../compiled.js';
import type { reading as en } from '../en/reading.js';

export const reading: Catalogue<typeof en> = {
  reading: {
    title: 'Lectura ciega',
    explain:
      'Dos personas responden sobre cada célula sin ver lo que dice el modelo o la otra persona; una tercera decide donde difieren. Una respuesta no se puede cambiar. Empieza antes de la primera respuesta.',
    begin: 'Leer a ciegas',
    end: 'Terminar la lectura ciega',
    endExplain:
      'Después se muestra todo a todos. Lo que dos personas leyeron sigue decidido por sus respuestas.',
    who: '¿Quién lee?',
    reads: 'Soy yo',
    progress:
      'Usted ha respondido {yours, number} de {all, plural, one {# célula} many {# de células} other {# células}}. Leídas por dos personas: {byTwo, number}; a la espera de una tercera: {waiting, number}; decididas por una tercera: {decided, number}.',
    read: 'Leer {count, plural, one {# célula} many {# de células} other {# células}}',
    decide:
      'Decidir {count, plural, one {# célula en la que dos lectores no coinciden} many {# de células en las que dos lectores no coinciden} other {# células en las que dos lectores no coinciden}}',
    open: 'dejada sin decidir por los lectores',
    nothing: 'No le queda nada por leer.',
    later: 'La concordancia se le mostrará cuando no le quede nada por leer.',
    figure: 'Concordancia',
    between: '{first} y {second}',
    withModel: '{reader} y el modelo',
    columns: {
      who: 'Quién',
      cells: 'Células',
      agree: 'Coinciden',
      kappa: 'Kappa de Cohen',
      interval: 'Kappa, intervalo del 95 %',
    },
    share: '{share} % ({agreed, number}; 95 %: {low} a {high})',
    noKappa: 'no definido: una sola clase',
    noInterval: 'ninguno: coinciden en todo',
    interval: '{low} a {high}',
    table: 'Filas: {first}; columnas: {second}',
    model: 'el modelo',
    method:
      'Intervalos: Wilson para el porcentaje; Fleiss, Cohen y Everitt (1969) para kappa. Suponen células independientes.',
    copiesBefore:
      'Antes de empezar la lectura ciega se mostraron resultados, y alguien sacó copias de ellos. Quien tenga una puede saber lo que dice el modelo:',
    copy: '{person} {did}, el {when}',
    fields: {
      explain:
        'Dos personas miran cada campo y marcan las células infectadas sin ver lo que dice el modelo o la otra persona; una tercera decide donde difieren. Lo enviado no se puede cambiar. Empieza antes de la primera respuesta, y las cifras se muestran cuando todo está leído.',
      progress:
        'Usted ha leído {yours, number} de {all, plural, one {# campo} many {# de campos} other {# campos}}.',
      read: 'Leer {count, plural, one {# campo} many {# de campos} other {# campos}}',
      states: {
        toRead:
          '{cells, plural, one {# célula por leer} many {# de células por leer} other {# células por leer}}',
        toDecide:
          '{cells, plural, one {# célula en la que dos lectores difieren} many {# de células en las que dos lectores difieren} other {# células en las que dos lectores difieren}}',
        readByYou: 'leído por usted',
        agreed: 'leído por dos personas, que coinciden',
        decided: 'leído por dos personas, decidido por una tercera',
        waits: 'espera lectores',
        disagreed: 'espera a una tercera persona',
      },
      asked:
        'Marque las infectadas entre {cells, plural, one {# célula} many {# de células} other {# células}}. Un clic o toque marca una célula; otro quita la marca.',
      deciding:
        '{cells, plural, one {Dos lectores difieren en # célula: decide usted. Márquela si está infectada.} many {Dos lectores difieren en # de células: decide usted. Marque las infectadas.} other {Dos lectores difieren en # células: decide usted. Marque las infectadas.}}',
      nothing: 'No tiene nada que responder en este campo.',
      said: '¿Qué es?',
      infected: 'Infectada',
      uninfected: 'No infectada',
      noCell: 'No es un glóbulo rojo',
      cell: 'Célula {id}: {word}',
      words: { infected: 'infectada', uninfected: 'no infectada', 'no cell': 'no es un glóbulo rojo' },
      unmarked: 'sin marcar',
      notAsked: 'no se pregunta',
      choose: 'Elija una célula en el campo.',
      counts:
        'Infectadas: {infected, number}. No son glóbulos rojos: {notCells, number}. No infectadas, porque usted no marcó otra cosa: {others, number}.',
      stands: 'Lo que envíe queda: no se puede cambiar ni retirar.',
      send: 'Las he mirado todas: enviar',
      next: 'Siguiente campo por leer',
      all: 'Todos los campos del lote',
      model: 'El modelo: {word}',
      answer: '{reviewer}: {word}',
      legend: {
        asked: 'por leer',
        uninfected: 'no infectada',
        infected: 'infectada',
        notCell: 'no es un glóbulo rojo',
        others: 'no se pregunta',
      },
      keys: 'Teclas en el campo: N y P célula siguiente y anterior. I infectada, U no infectada, X no es un glóbulo rojo, espacio marca o desmarca. + y − zoom, 0 campo entero, las flechas mueven. Mantenga H para ocultar los contornos.',
      patientHidden: 'Los campos de este paciente se leen a ciegas.',
    },
    hidden: 'Lectura ciega: lo que dicen el modelo y los demás se muestra después de su respuesta.',
    disagree: 'Dos lectores no coinciden. Decide usted.',
    said: '{reviewer}: {what}, el {when}',
    states: {
      waits: 'Espera a un segundo lector.',
      agreed: 'Los lectores coinciden.',
      disagreed: 'Los lectores no coinciden: una tercera persona decide.',
      decided: 'Los lectores no coincidieron; una tercera persona decidió.',
    },
    keys: 'Teclas: 1 a {classes, number} la clase, N no es una célula, S saltar, ← y → mover, Esc cierra. Una respuesta queda.',
    filters: { disagreed: 'Lectores no coinciden', toRead: 'No leídas por usted' },
  },
};
