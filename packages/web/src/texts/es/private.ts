import type { Catalogue } from '../compiled.js';
import type { privately as en } from '../en/private.js';

export const privately: Catalogue<typeof en> = {
  private: {
    title: 'Privado',
    explain: 'El modelo funciona en este navegador: las imágenes nunca salen de esta máquina.',
    kept: 'Las imágenes y respuestas se guardan mientras esta pestaña esté abierta, en todas sus páginas. Si la cierra o la recarga, se pierden: guarde antes el CSV.',
    limits: 'Células sueltas; PNG, JPEG, WebP, GIF y BMP; sin archivos zip.',
    leftOut: 'Omitidos: {files}',
    leftOutMore: 'Omitidos: {files} y {more, plural, one {# más} many {# más} other {# más}}',
    graphics: 'El modelo funciona en el procesador gráfico (WebGPU).',
    processor: 'El modelo funciona en el procesador (WebAssembly): {reason}.',
    downloading: {
      runtime: 'Descargando el programa que ejecuta el modelo: {done} de {total} MB',
      model: 'Descargando el modelo: {done} de {total} MB',
      modelSoFar: 'Descargando el modelo: {done} MB',
    },
    starting: 'Iniciando el modelo …',
    failed: 'No se pudo cargar el modelo: {reason}',
    ready: 'El modelo {model} se puede usar sin red.',
    getReady: 'Preparar para usar sin red',
    getReadyExplain:
      'Descarga el modelo y el programa que lo ejecuta, unos {size}, y los guarda en este navegador hasta que usted salga.',
    replaceSure: 'Las respuestas sobre estas imágenes no están guardadas. ¿Seguir y perderlas?',
  },
};
