import type { Catalogue } from '../compiled.js';
import type { runs as en } from '../en/runs.js';

export const runs: Catalogue<typeof en> = {
  runs: {
    title: 'Entrenamientos',
    none: 'No hay entrenamientos en la carpeta del servidor.',
    states: {
      waiting: 'espera su turno',
      training: 'en curso',
      finished: 'terminado',
      stopped: 'detenido',
      failed: 'falló',
    },
    failure: 'El entrenamiento falló: {reason}',
    epochs: '{done, number} de {total, plural, one {# época} many {# de épocas} other {# épocas}}',
    epochsSoFar: '{done, plural, one {# época} many {# de épocas} other {# épocas}} hasta ahora',
    cells: '{count, plural, one {# célula} many {# de células} other {# células}}',
    compare: 'Comparar',
    report: 'Informe con todas las cifras y errores',
    start: 'Iniciar un entrenamiento',
    go: 'Entrenar',
    publishing: {
      notYet: 'Su modelo no se ofrece para usarlo. Mire primero sus cifras.',
      published: 'Su modelo se ofrece para usarlo: publicado por {by}, el {at}.',
      publish: 'Publicar su modelo',
      withdraw: 'Dejar de ofrecerlo',
    },
    noData: 'El servidor no ofrece ninguna carpeta para entrenar; inícielo con --dataset CARPETA.',
    accuracy: 'Exactitud',
    loss: 'Pérdida',
    train: 'entrenamiento',
    validation: 'validación',
    epoch: 'época',
    confusion: 'Matriz de confusión',
  },
};
