import type { Catalogue } from '../compiled.js';
import type { home as en } from '../en/home.js';

export const home: Catalogue<typeof en> = {
  home: {
    does: 'giemsa busca malaria en imágenes de frotis de sangre teñidos con Giemsa: marca las células que parecen infectadas, cuenta campos enteros de cada paciente y permite corregir cada respuesta.',
    doesNot:
      'No hace diagnósticos: sus respuestas pueden ser erróneas, y una persona debe revisar cada resultado que importe.',
    samples: {
      label: '¿No tiene imágenes a mano?',
      cells: 'Probar con células de muestra',
      fields: 'Probar un campo de muestra',
      names: { cells: 'Muestra: células dibujadas', fields: 'Muestra: un campo dibujado' },
      explain:
        'Las dibuja giemsa. Los modelos aprendieron con fotografías; por eso sus errores aquí no dicen nada sobre células reales.',
      drawing: 'Dibujando la muestra …',
    },
  },
  batches: {
    title: 'Lotes recientes',
    none: 'Todavía no se ha subido nada.',
    notFound: 'Ningún lote tiene “{search}” en su nombre.',
    search: 'Buscar por nombre',
    all: 'Todos los lotes',
    incomplete:
      'Llegaron {arrived, number} de {announced, plural, one {# archivo} many {# de archivos} other {# archivos}}, incompleto',
    cells:
      '{cells, plural, one {# célula} many {# de células} other {# células}}, {infected, plural, one {# clasificada como infectada} many {# clasificadas como infectadas} other {# clasificadas como infectadas}}',
    fields:
      '{fields, plural, one {# campo} many {# de campos} other {# campos}} con {cells, plural, one {# glóbulo rojo} many {# de glóbulos rojos} other {# glóbulos rojos}}, {infected, plural, one {# clasificado como infectado} many {# clasificados como infectados} other {# clasificados como infectados}}',
    reviewed: '{reviewed, plural, =0 {sin revisar} one {# revisado} many {# revisados} other {# revisados}}',
    allReviewed: 'todo revisado',
    signed:
      '{signed, number} de {of, plural, one {# paciente} many {# de pacientes} other {# pacientes}} con firma',
    allSigned: 'firmado',
    made: '{model}, el {at}',
    blind: 'lectura a ciegas',
  },
  rename: {
    label: 'Cambiar el nombre',
    of: 'Cambiar el nombre de {name}',
    name: 'Nombre nuevo',
    save: 'Guardar el nombre',
    cancel: 'Cancelar',
  },
  trash: {
    title:
      'Papelera: {count, plural, one {# lote borrado} many {# de lotes borrados} other {# lotes borrados}}',
    titleMore:
      'Papelera: {count, plural, one {# o más lotes borrados} many {# o más lotes borrados} other {# o más lotes borrados}}',
    deleted: 'borrado el {at}; desaparece para siempre el {ends}',
    deletedBy: 'borrado el {at} por {by}; desaparece para siempre el {ends}',
    deletedSigned:
      'eliminado el {at}; contiene resultados firmados: solo un administrador lo elimina definitivamente',
    deletedSignedBy:
      'eliminado el {at} por {by}; contiene resultados firmados: solo un administrador lo elimina definitivamente',
    restore: 'Restaurar',
    restoreNamed: 'Restaurar {name}',
    end: 'Borrar para siempre',
    endNamed: 'Borrar {name} para siempre',
    endSure:
      '¿Borrar para siempre todas las imágenes, los resultados y las correcciones de {name}? No se puede deshacer.',
  },
  batch: {
    decimalComma: 'CSV con coma decimal',
    decimalCommaExplain:
      'Para hojas de cálculo de idiomas con coma decimal: las celdas se separan con punto y coma.',
    progress:
      '{done, number} de {total, plural, one {# imagen leída} many {# de imágenes leídas} other {# imágenes leídas}}',
    refused:
      '{count, plural, one {# archivo fue rechazado} many {# de archivos fueron rechazados} other {# archivos fueron rechazados}}',
    noCells:
      '{count, plural, one {# imagen no parece una célula suelta teñida y no se clasificó} many {# de imágenes no parecen una célula suelta teñida y no se clasificaron} other {# imágenes no parecen una célula suelta teñida y no se clasificaron}}',
    lookAtRefused: 'Mírelas y diga qué son',
    failed:
      '{count, plural, one {# imagen no se pudo leer} many {# de imágenes no se pudieron leer} other {# imágenes no se pudieron leer}}',
    lost: 'Se perdió la conexión; intentando de nuevo.',
    model: 'Modelo',
    exports: 'Exportar',
    report: 'Informe',
    remove: 'Borrar el lote',
    removeSure:
      '{days, plural, =0 {¿Borrar todas las imágenes, los resultados y las correcciones de este lote? No se puede deshacer.} one {¿Borrar este lote? Se puede restaurar desde la papelera durante # día.} many {¿Borrar este lote? Se puede restaurar desde la papelera durante # de días.} other {¿Borrar este lote? Se puede restaurar desde la papelera durante # días.}}',
    log: 'Registro',
  },
};
