import type { Catalogue } from '../compiled.js';
import type { files as en } from '../en/files.js';
import { labels } from './labels.js';

export const files: Catalogue<typeof en> = {
  drop: {
    kind: 'Qué muestran las imágenes',
    kinds: {
      cells: {
        name: 'Células sueltas',
        title: 'Suelte células aquí',
        hint: 'Imágenes de células sueltas, carpetas enteras o archivos zip. Se quedan en este servidor.',
      },
      fields: {
        name: 'Campos enteros de frotis finos',
        title: 'Suelte campos aquí',
        hint: 'Campos enteros de frotis finos al microscopio, una carpeta por paciente, o un zip con esas carpetas. Los glóbulos rojos se buscan y se cuentan para cada paciente; con una calibración en pacientes sin malaria se informa la parasitemia.',
      },
    },
    measured: {
      title: 'Valores medidos, si se conocen',
      assumed: 'Sin glóbulos rojos ni hematocrito se suponen 5,000,000 de glóbulos rojos/µL.',
    },
    accept: {
      title:
        'Contar campos que se apartarían{accepted, plural, =0 {} one {: # regla} many {: # de reglas} other {: # reglas}}',
      explain:
        'Elija una regla solo si ha mirado estos campos. Lo que elija se guarda con el lote y se escribe junto a sus cifras. Calibre con la misma elección.',
      rules: {
        thick: 'Grueso: las células están en capas o en grumos, o hay más núcleos que glóbulos rojos',
        blurred: 'Borroso: los bordes de las células no se ven nítidos',
        small: 'Pequeño: las células miden solo unos pocos píxeles',
        sparse: 'Escaso: casi no hay glóbulos rojos',
        shapes: 'Formas: muchos objetos no parecen glóbulos rojos sueltos',
        grey: 'Gris: una imagen en blanco y negro, en la que no se ve la tinción',
      },
    },
    files: 'Elegir archivos',
    folder: 'Elegir una carpeta',
    model: labels.model,
    failed: 'La carga se detuvo: {reason}',
    nothing: 'Entre estos archivos no había imágenes ni archivos zip.',
    noModel:
      'Todavía no hay ningún modelo. Entrene uno con "npx giemsa start", o inicie el servidor con --model.',
    blind: 'Dos personas lo leen a ciegas',
    blindExplain:
      'Nadie ve lo que dice el modelo antes de responder; donde dos personas difieren, una tercera decide. Una respuesta no se puede cambiar.',
    oneByOne: 'Un paciente después del otro',
  },
  notTaken: {
    pdf: 'un documento PDF no se lee: guarde sus páginas como PNG o JPEG',
    heic: 'los navegadores no leen HEIC: súbalo en la página Tamizaje, o ponga la cámara en JPEG (“Más compatible”)',
    tiff: 'los navegadores no leen TIFF: súbalo en la página Tamizaje, o guárdelo como PNG',
    zip: 'aquí no se abren archivos zip: descomprímalo primero',
    raw: 'el archivo crudo de una cámara no se lee: guárdelo como PNG o JPEG',
    picture: 'este tipo de imagen no se lee: guárdela como PNG o JPEG',
    scanner:
      'el archivo de un escáner de láminas o de un programa de microscopio no se lee: exporte los campos como PNG',
    video: 'un video no se lee: guarde imágenes sueltas como PNG',
    archive: 'este archivo comprimido no se lee: ponga las imágenes en un zip',
    dicom: 'DICOM no se lee: expórtelo como PNG',
    other: 'no se envió: por su nombre no es una imagen; se leen PNG, JPEG, WebP, TIFF, BMP, GIF y HEIC',
  },
  uploads: {
    label: 'Cargas',
    sending:
      'Subiendo {done, number} de {total, plural, one {# archivo} many {# de archivos} other {# archivos}}: {name}',
    stopped:
      'La carga de {name} se detuvo después de {done, number} de {total, plural, one {# archivo} many {# de archivos} other {# archivos}}: {reason}',
    lost: 'no se puede llegar al servidor.',
    open: 'Abrir',
    forget: 'Cerrar esto',
  },
  incomplete: {
    title:
      'Llegaron {arrived, number} de {announced, plural, one {# archivo} many {# de archivos} other {# archivos}}. Esta carga está incompleta.',
    explain: 'Elija de nuevo los mismos archivos: solo se envían los que faltan.',
    files: 'Elegir de nuevo los archivos',
    folder: 'Elegir de nuevo la carpeta',
    none: 'Ninguno de estos archivos faltaba; no se envió nada.',
    others:
      '{count, plural, one {# de estos archivos no faltaba y no se envió.} many {# de estos archivos no faltaban y no se enviaron.} other {# de estos archivos no faltaban y no se enviaron.}}',
    list: '{count, plural, one {falta # archivo} many {faltan # de archivos} other {faltan # archivos}}',
    end: 'Terminar la carga sin ellos',
  },
  misplaced: {
    title: {
      cells:
        '{count, plural, one {# imagen parece un campo entero, no una célula suelta.} many {# de imágenes parecen campos enteros, no células sueltas.} other {# imágenes parecen campos enteros, no células sueltas.}}',
      fields:
        '{count, plural, one {# imagen parece una célula suelta, no un campo.} many {# de imágenes parecen células sueltas, no campos.} other {# imágenes parecen células sueltas, no campos.}}',
    },
    move: { cells: 'Mover a un lote nuevo de campos', fields: 'Mover a un lote nuevo de células' },
  },
  microscope: {
    label: 'Microscopio',
    none: 'sin nombre',
    otherModel:
      '{name} no tiene calibración con este modelo: no habrá porcentaje hasta que lo calibre en la página de modelos.',
  },
};
