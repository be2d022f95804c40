import type { Catalogue } from '../compiled.js';
import type { cells as en } from '../en/cells.js';
import { labels } from './labels.js';

export const cells: Catalogue<typeof en> = {
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
  },
  threshold: {
    label: labels.threshold,
    explain: 'Una célula se clasifica como {positive} a partir de una probabilidad de {threshold}.',
    unsure:
      '{count, plural, one {# es dudosa: tan cerca del umbral que una persona debe decidir.} many {# son dudosas: tan cerca del umbral que una persona debe decidir.} other {# son dudosas: tan cerca del umbral que una persona debe decidir.}}',
    from: 'Viene de: {source}.',
    setBy: 'Fijado para todos por {by}, el {at}.',
    onlyHere: 'Usted está probando este umbral: el lote, sus archivos y las demás personas mantienen {held}.',
    set: 'Usar {threshold} para todos',
    back: 'Volver a {threshold}',
    own: 'Volver al umbral original, {threshold}',
  },
  counts: {
    known: 'Clases conocidas',
    sensitivity: 'Sensibilidad',
    specificity: 'Especificidad',
    accuracy: 'Exactitud',
    auc_roc: 'AUC (ROC)',
  },
  gallery: {
    label: 'Imágenes',
    show: 'Mostrar',
    order: 'Orden',
    orders: {
      probability: 'Primero las más probables',
      unsure: 'Primero las dudosas',
      upload: 'Como se subieron',
    },
    all: 'Todas',
    unsure: 'Dudosas',
    disagreed: 'Corregidas',
    unreviewed: 'Sin revisar',
    mistakes: 'Distintas de la clase conocida',
    refused: 'Rechazadas por el modelo',
    heat: 'Mapas de calor en todas',
    dashed: 'Marco discontinuo: no es la clase conocida.',
    review: 'Revisar con el teclado',
    empty: 'No hay imágenes aquí.',
    shown: '{count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}',
  },
  patients: { title: 'Pacientes', patient: 'Paciente', pictures: 'Imágenes', share: 'Parte' },
  review: {
    title: 'Revisión',
    reviewer: labels.reviewer,
    reviewerNeeded: 'Escriba su nombre o iniciales: se guardan con cada respuesta.',
    agree: 'De acuerdo',
    disagree: 'En desacuerdo',
    skip: 'Saltar',
    heat: 'Mapa de calor',
    previous: 'Anterior',
    next: 'Siguiente',
    close: 'Cerrar',
    keys: 'Teclas: A de acuerdo, D en desacuerdo, S saltar, T retirar la respuesta, H mapa de calor, ← y → mover, Esc cierra',
    says: 'El modelo dice {name}: {probability}',
    known: 'Clase conocida: {label}',
    said: '{verdict}, {reviewer}, {when}',
    saidClass: '{verdict}: {label}, {reviewer}, el {when}',
    failed: 'La respuesta no se guardó: {reason}',
    of: '{index, number} de {total, number}',
    verdicts: { agree: 'De acuerdo', disagree: 'En desacuerdo', skip: 'Saltada' },
    refused: 'El modelo la rechazó: {reason}',
    itIs: 'Es {name}',
    noCell: 'No es una célula',
    nothing: 'no es una célula',
    takeBack: 'Retirar la respuesta',
  },
};
