import type { Catalogue } from '../compiled.js';
import type { training as en } from '../en/training.js';

export const training: Catalogue<typeof en> = {
  training: {
    from: {
      title: 'De qué aprende',
      folder: 'Una carpeta del servidor',
      set: 'Un conjunto etiquetado que subo',
      batches: 'Lotes de células sueltas que respondieron personas',
      noBatches: 'Nadie respondió todavía una célula de un lote. Abra un lote de células sueltas y revíselo.',
      setChoice: 'Conjunto etiquetado',
      noSet: 'Todavía no hay ningún conjunto etiquetado.',
      about:
        '{cells, plural, one {# célula} many {# de células} other {# células}} de {patients, plural, one {# paciente conocido} many {# de pacientes conocidos} other {# pacientes conocidos}}; {classes}',
      upload: 'Subir un conjunto',
      uploadHint:
        'Una carpeta con una carpeta para cada clase, por ejemplo Parasitized y Uninfected. Los nombres de los archivos dicen los pacientes: P12_IMG_3.png es del paciente P12.',
      uploadName: 'Nombre del conjunto',
      choose: { files: 'Elegir archivos zip', folder: 'Elegir la carpeta del conjunto' },
      delete: 'Borrar el conjunto {name}',
      deleteSure: '¿Borrar el conjunto etiquetado {name}? Los entrenamientos terminados con él se quedan.',
    },
    how: {
      title: 'Cómo aprende',
      more: 'Más ajustes',
      asRecipe: 'como en la receta: {value}',
      from: 'Empezar con',
      newNetwork: 'una red nueva, como en la receta',
      fromMeans:
        'Un modelo que sigue aprendiendo conserva su red y su tamaño de imagen. Debe conocer las mismas clases.',
      recipes: {
        fast: 'parte de pesos incluidos que solo vieron células dibujadas',
        best: 'validada por paciente; el modelo preciso incluido se hizo con ella',
        transfer: 'afina los pesos de ImageNet, que el servidor descarga (94 MB)',
        smear: 'para células recortadas de campos enteros, de varios microscopios',
        'keras-2021': 'el programa del tutorial de Keras, llamada a llamada',
        synthetic: 'para células dibujadas: un minuto con dos núcleos',
      },
      recipeMeans: 'Ajustes que van juntos. Los de abajo cambian uno solo.',
      epochs:
        'Cuántas veces recorre todas las células. Más tardan más, y llega un momento en que solo aprende estas células de memoria.',
      learning_rate:
        'Cuánto avanza cada paso, como máximo. Demasiado grande y la pérdida salta o deja de ser un número; demasiado pequeña y aprende despacio.',
      batch_size: 'Células que se miran antes de cada paso. Más necesitan más memoria.',
      image_size: 'Ancho y alto en píxeles a los que se lleva cada célula. El tiempo crece con el cuadrado.',
      split: 'Células de las que no aprende; en ellas se miden sus cifras.',
      splits: {
        patient: 'pacientes enteros',
        image: 'células sueltas (cifras demasiado buenas)',
        folders: 'según las carpetas train y test',
      },
      validation_fraction: 'Parte de las células que se aparta, de 0 a 1.',
      seed: 'Fija los números al azar. La misma semilla y los mismos datos dan el mismo modelo.',
      augmentation: 'Cambiar las células al azar mientras aprende: giradas, reflejadas, con otra tinción',
      positive_class: 'La clase de las células infectadas, si los nombres no la dicen.',
      noWhole: '{field}: “{text}” no es un número entero.',
      noNumber: '{field}: “{text}” no es un número.',
    },
    nameHint: 'Nombre, si quiere',
    note: 'Nota, por ejemplo por qué lo prueba',
    plan: {
      title: 'Lo que se hará',
      cells:
        '{cells, plural, one {# célula} many {# de células} other {# células}} de {patients, plural, one {# paciente conocido} many {# de pacientes conocidos} other {# pacientes conocidos}}: {classes}.',
      split:
        'Aprende de unas {train, plural, one {# célula} many {# de células} other {# células}} y se mide en unas {held, plural, one {# célula distinta} many {# de células distintas} other {# células distintas}}.',
      missing: 'Todavía no puede empezar:',
      notes: 'Lo que sus cifras no dirán:',
      time: 'El entrenamiento en sí tarda unos {time}.',
      times: {
        seconds: '{count, plural, one {# segundo} many {# de segundos} other {# segundos}}',
        minutes: '{count, plural, one {# minuto} many {# de minutos} other {# minutos}}',
        hours: '{count, plural, one {# hora} many {# de horas} other {# horas}}',
      },
      fromRun: 'Según la velocidad del entrenamiento {run} en esta máquina: {rate} células por segundo.',
      measured:
        'Según {steps, plural, one {# paso} many {# de pasos} other {# pasos}} que se acaban de cronometrar en esta máquina: {rate} células por segundo.',
      busy: 'Mientras tanto se calculaba otra cosa, así que puede ir más rápido.',
      unknown: 'No se sabe cuánto tarda: ningún entrenamiento tuvo aquí esta red y este tamaño de imagen.',
      measure: 'Cronometrar algunos pasos',
      measuring: 'Se cronometran algunos pasos; tarda hasta un minuto.',
    },
    startedBy: 'Iniciado por {by} con {data}',
    steps: {
      collecting: 'copiando imágenes',
      reading: 'leyendo imágenes',
      training: 'entrenando',
      evaluating: 'midiendo en las células apartadas',
      comparing: 'comparando',
    },
    goesOn: 'Puede salir de esta página: el entrenamiento sigue en el servidor, aunque este se reinicie.',
    stopSure:
      '¿Detener este entrenamiento? Se puede reanudar desde su último punto guardado, de hace dos minutos como mucho.',
    resume: 'Reanudar',
    elsewhere: 'Se inició desde la línea de comandos: deténgalo y reanúdelo allí.',
    edit: 'Nombre y nota',
    editOf: 'Nombre y nota de {run}',
    save: 'Guardar',
    delete: 'Borrar',
    deleteSure: '¿Borrar el entrenamiento {run}, con su modelo y sus cifras?',
    deleteSureTrash:
      '¿Borrar el entrenamiento {run}? Se puede restaurar de la papelera durante {days, plural, one {# día} many {# de días} other {# días}}.',
    trash:
      '{count, plural, one {Papelera: # entrenamiento borrado} many {Papelera: # de entrenamientos borrados} other {Papelera: # entrenamientos borrados}}',
    endSure: '¿Borrar para siempre el entrenamiento {run}, con su modelo y sus cifras? No se puede deshacer.',
    measured: {
      cells:
        'Medido en {cells, plural, one {# célula apartada} many {# de células apartadas} other {# células apartadas}}.',
      patients:
        'Medido en {cells, plural, one {# célula apartada} many {# de células apartadas} other {# células apartadas}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}.',
    },
    intervals: {
      patients: 'Entre corchetes: intervalos del 95 % por sorteo de pacientes enteros.',
      cells:
        'Entre corchetes: intervalos del 95 % como si las células fueran independientes, porque no se conocen todos los pacientes: demasiado estrechos.',
      few: 'Sin intervalos: son muy pocos pacientes.',
    },
    curves: {
      smoothing: 'Suavizado',
      explain: 'Entrenamiento: cada paso. Validación: las células apartadas, después de cada época.',
      keys: 'Mueva el puntero sobre una curva, o enfóquela y pulse ← o →, para leer los valores.',
      at: 'Época {epoch}',
      atStep: 'Época {epoch}, paso {step, number}',
      rate: 'tasa de aprendizaje {value}',
    },
    table: {
      title: 'Lado a lado',
      facts: {
        state: 'Estado',
        data: 'Datos',
        cells: 'Células, pacientes',
        held: 'Apartado: células, pacientes',
        recipe: 'Receta',
        network: 'Red',
        epochs: 'Épocas',
        learning_rate: 'Tasa de aprendizaje',
        batch_size: 'Tamaño de los grupos',
        image_size: 'Tamaño de las imágenes',
        split: 'Apartado por',
        seed: 'Semilla',
        time: 'Duración del entrenamiento',
        note: 'Nota',
      },
      splits: { patient: 'pacientes', image: 'células', folders: 'carpetas', file: 'un archivo' },
    },
    compare: {
      title: 'El modelo anterior y este, en los mismos pacientes apartados',
      explain:
        'Los dos modelos miran las células que este entrenamiento apartó, sin los pacientes de los que aprendió el otro modelo.',
      with: 'Comparar con',
      go: 'Comparar',
      none: 'No hay otro modelo.',
      waits: 'Se compara con {model} en cuanto no haya otro trabajo.',
      failed: 'La comparación con {model} falló: {reason}',
      caption: {
        cells:
          '{model} y este entrenamiento en {cells, plural, one {la misma célula} many {las mismas # de células} other {las mismas # células}}',
        patients:
          '{model} y este entrenamiento en {cells, plural, one {la misma célula} many {las mismas # de células} other {las mismas # células}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}',
      },
      after: 'Este entrenamiento',
      difference: 'Diferencia',
      method:
        'Entre corchetes: intervalos del 95 % por sorteo de pacientes enteros, los mismos para los dos modelos. Una diferencia cuyo intervalo contiene 0 puede ser casualidad.',
      without: {
        'patients not known': 'Sin intervalos: no se conocen todos los pacientes.',
        'too few patients': 'Sin intervalos: son muy pocos pacientes.',
      },
      leftOut:
        '{count, plural, one {# célula apartada no cuenta: {model} aprendió de su paciente.} many {# de células apartadas no cuentan: {model} aprendió de sus pacientes.} other {# células apartadas no cuentan: {model} aprendió de sus pacientes.}}',
      unread:
        '{count, plural, one {# célula apartada no cuenta: su imagen ya no está.} many {# de células apartadas no cuentan: sus imágenes ya no están.} other {# células apartadas no cuentan: sus imágenes ya no están.}}',
      unknown:
        'No se sabe con qué se entrenó {model}: puede haber aprendido de algunos de estos pacientes, lo que lo favorece.',
      old: 'Este entrenamiento siguió desde entonces: compare otra vez.',
    },
  },
};
