import type { Catalogue } from '../compiled.js';
import type { teaching as en } from '../en/teach.js';

export const teaching: Catalogue<typeof en> = {
  teach: {
    title: 'Enseñar a un modelo',
    link: 'Enseñar a un modelo con células etiquetadas propias',
    explain: 'Un modelo aprende de sus células en este navegador: las imágenes nunca salen de esta máquina.',
    insecure: 'Solo se puede enseñar a un modelo por https, o en la máquina del propio servidor.',
    drop: 'Suelte carpetas de células etiquetadas, con los nombres de las clases: {classes}',
    hint: 'Si los nombres de los archivos indican los pacientes, como P12_cell_003.png, las cifras son de pacientes de los que el modelo no ha aprendido.',
    noLabels: 'Ninguna imagen está en una carpeta con el nombre de una clase: {classes}',
    others:
      '{count, plural, one {# archivo no está} many {# de archivos no están} other {# archivos no están}} en ninguna carpeta de una clase y se omiten.',
    reading: 'Leyendo las células …',
    learning: 'Aprendiendo: {percent} %',
    oneThread: 'Calcula en un solo núcleo: los navegadores permiten más solo en páginas aisladas.',
    stop: 'Detener después de esta vuelta',
    stopping: 'Se detiene después de esta vuelta …',
    failed: 'No se pudo enseñar al modelo: {reason}',
    replaceSure: 'El modelo enseñado se pierde si no se guarda. ¿Empezar de nuevo?',
    name: '{model}, enseñado',
    result: 'Lo que ha aprendido',
    byPatient:
      'Aprendió de {training, plural, one {# célula} many {# de células} other {# células}}; medido en {validation, plural, one {# célula} many {# de células} other {# células}} de otros pacientes.',
    byImage:
      'Aprendió de {training, plural, one {# célula} many {# de células} other {# células}}; medido en {validation, plural, one {# célula más} many {# de células más} other {# células más}}. Ningún nombre de archivo indica un paciente; las células de un paciente se parecen, así que estas cifras son demasiado buenas.',
    figure: 'Cifra',
    before: 'Antes',
    now: 'Ahora',
    use: 'Usarlo en el modo privado',
    save: 'Guardar como .{format}',
  },
};
