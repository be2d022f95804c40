import type { Catalogue } from '../compiled.js';
import type { models as en } from '../en/models.js';

export const models: Catalogue<typeof en> = {
  models: {
    title: 'Modelos',
    cards: 'Fichas',
    defaultFor: { cells: 'Predeterminado', fields: 'Predeterminado para campos' },
    none: 'Todavía no hay ningún modelo. Entrene uno con "npx giemsa start".',
    facts: {
      architecture: 'Arquitectura',
      parameters: 'Parámetros',
      recipe: 'Receta',
      classes: 'Clases del modelo',
      threshold: 'Umbral',
      size: 'Tamaño de imagen',
      calibrated: 'Calibrado',
      sha256: 'SHA-256',
      assumed: 'Supuesto: {what}',
      modified: 'Archivo cambiado',
    },
    yes: 'sí',
    no: 'no',
    metrics: 'Cifras de su entrenamiento',
    noMetrics: 'No hay cifras guardadas con este modelo.',
    limits: 'No probado con otras tinciones, microscopios, cámaras y pacientes que los de sus datos.',
  },
  adoptions: {
    title: 'Modelos adaptados a su microscopio',
    explain:
      'Hechos aquí o con giemsa adopt. Un modelo se usa solo después de que una persona lo publica. Después calíbrelo: una calibración vale para un solo modelo.',
    offered: 'mejor: se puede publicar',
    notOffered: 'no se ofrece',
    inUse: 'en uso como {name}',
    from: 'Adaptado de {model}, el {made}',
    figures: 'Todas las cifras, como las muestra el comando',
    comparison: {
      caption:
        'Modelo anterior y nuevo comparados; entre paréntesis, intervalos del 95 %, como si las células fueran independientes',
      figure: 'Cifra',
      before: 'Modelo anterior',
      after: 'Modelo nuevo',
      heldOut: {
        patient:
          'Su microscopio: {groups, plural, one {# paciente con el que no se aprendió} many {# de pacientes con los que no se aprendió} other {# pacientes con los que no se aprendió}}',
        field:
          'Su microscopio: {groups, plural, one {# campo con el que no se aprendió} many {# de campos con los que no se aprendió} other {# campos con los que no se aprendió}}',
      },
      elsewhere: 'En otro lugar: {what}',
      falseAlarms: 'Falsas alarmas por 1,000 células sanas',
      sensitivity: 'Células infectadas encontradas',
      drawn: 'Parásitos dibujados encontrados',
      of: 'de {cells, number}',
      interval: '{value} ({low} a {high})',
      notMeasured: 'no medido',
    },
    name: 'Nombre del modelo',
    publish: 'Publicar',
    back: 'Volver a la versión {version}',
    version: 'versión {version} en uso',
    acts: {
      'began with': 'Empezó con la versión {version}: {by}, {at}',
      published: 'Versión {version} publicada: {by}, {at}',
      'went back to': 'Volvió a la versión {version}: {by}, {at}',
    },
  },
  compare: {
    heading: 'Dos modelos lado a lado',
    explain: 'Un segundo modelo lee las imágenes de un lote.',
    none: 'Se necesitan dos modelos y un lote de células sueltas.',
    reading: 'No se compara nada antes de que ambos modelos hayan leído todas las imágenes.',
    batch: 'Lote',
    with: 'y el modelo',
    go: 'Comparar',
    back: 'Todos los modelos',
    title: '{first} y {second}',
    agreement: 'Qué dice cada modelo',
    differences: 'Las probabilidades difieren {mean} en promedio, {largest} como máximo.',
    others:
      '{count, plural, one {Uno de los modelos rechazó o no pudo leer # imagen.} many {Uno de los modelos rechazó o no pudo leer # de imágenes.} other {Uno de los modelos rechazó o no pudo leer # imágenes.}}',
    thresholds: 'Con los umbrales propios de los modelos, {first} y {second}.',
    disagreements:
      'Difieren en {count, number} de {total, plural, one {# imagen} many {# de imágenes} other {# imágenes}}',
    noDisagreement: 'Ambos coinciden en todas las imágenes.',
    first: 'Las {count, number} con la mayor diferencia:',
    otherClasses: 'Los modelos tienen clases distintas: {names}.',
  },
};
