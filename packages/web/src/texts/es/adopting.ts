import type { Catalogue } from '../compiled.js';
import type { adopting as en } from '../en/adopting.js';

export const adopting: Catalogue<typeof en> = {
  adopting: {
    title: 'Su microscopio',
    adopt: {
      title: 'Adaptar a mi microscopio',
      explain:
        'Un modelo aprende con campos que usted corrigió y se compara con el anterior en pacientes que no ha visto. No se usa nada antes de que una persona lo publique.',
      none: 'Todavía no se ha corregido ningún campo. Abra los campos de un lote, corrija sus células y marque cada campo como corregido.',
      batches: 'Campos corregidos de',
      batch:
        '{fields, plural, one {# campo} many {# de campos} other {# campos}}, {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {cells, plural, one {# célula etiquetada} many {# de células etiquetadas} other {# células etiquetadas}}, {corrections, plural, one {# corrección} many {# de correcciones} other {# correcciones}}',
      batchPartly:
        '{fields, plural, one {# campo} many {# de campos} other {# campos}}, {whole, number} de ellos por entero, {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {cells, plural, one {# célula etiquetada} many {# de células etiquetadas} other {# células etiquetadas}}, {corrections, plural, one {# corrección} many {# de correcciones} other {# correcciones}}',
      chosen:
        'Elegido: {fields, plural, one {# campo} many {# de campos} other {# campos}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {uninfected, plural, one {# célula sana} many {# de células sanas} other {# células sanas}}, {infected, plural, one {# infectada} many {# infectadas} other {# infectadas}}.',
      go: 'Adaptar',
    },
    calibrate: {
      title: 'Calibrar un microscopio',
      explain:
        'Mide cuántas células sanas clasifica un modelo como infectadas en pacientes sin malaria. Dé 15 pacientes o más con 5,000 glóbulos rojos en total, fotografiados como fotografía a los demás.',
      none: 'Todavía no hay ningún lote de campos. Suba campos de pacientes sin malaria.',
      batches: 'Campos de pacientes sin malaria',
      microscope: 'Nombre del microscopio',
      state: 'Ninguno de estos pacientes tiene malaria. Lo sé por otro examen.',
      allowed: 'Falsas alarmas permitidas por 1,000 células sanas',
      chosen:
        'Elegido: {fields, plural, one {# campo} many {# de campos} other {# campos}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {cells, plural, one {# glóbulo rojo} many {# de glóbulos rojos} other {# glóbulos rojos}}.',
      go: 'Calibrar',
    },
    needs: {
      missing: 'Todavía no puede empezar:',
      notes: 'Lo que el resultado no dirá:',
    },
    tasks: {
      title: 'En curso y terminados',
      kinds: { adopt: 'Adaptación {name}', calibrate: 'Calibración de {name}' },
      states: {
        waiting: 'espera su turno',
        running: 'en curso',
        done: 'listo',
        failed: 'falló',
        stopped: 'detenido',
      },
      from: '{batches}, con el modelo {model}; iniciado por {by}, el {at}',
      steps: {
        collecting: 'copia de los campos',
        counting: 'búsqueda de las células',
        preparing: 'preparación',
        training: 'entrenamiento',
        comparing: 'comparación del modelo anterior y el nuevo',
      },
      now: 'Ahora: {step}.',
      nowShare: 'Ahora: {step}, {share}.',
      seconds:
        'Este paso tarda todavía unos {seconds, plural, one {# segundo} many {# de segundos} other {# segundos}}.',
      minutes:
        'Este paso tarda todavía unos {minutes, plural, one {# minuto} many {# de minutos} other {# minutos}}.',
      goesOn: 'Puede salir de esta página: el trabajo sigue en el servidor.',
      interrupted:
        'Se interrumpió {times, plural, one {# vez} many {# veces} other {# veces}}, porque el servidor se detuvo, y continúa.',
      stop: 'Detener',
      stopSure: '¿Detenerlo? Lo hecho hasta ahora se pierde.',
    },
    calibrations: {
      title: 'Microscopios calibrados',
      explain: 'Elija el microscopio cuando suba campos. Una calibración vale solo para su modelo.',
      with: 'con {model}, SHA-256 {checksum}',
      facts: {
        threshold: 'Umbral',
        measured: 'Medido en',
        background: 'Clasificadas como infectadas por 1,000 células sanas',
        limits: 'Límite del blanco',
        stated: 'Sin malaria, según',
        batches: 'Lotes',
      },
      measured:
        '{cells, plural, one {# glóbulo rojo} many {# de glóbulos rojos} other {# glóbulos rojos}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {fields, plural, one {# campo} many {# de campos} other {# campos}}',
      rate: '{rate} (95 %: {low} a {high}); {alarms, number} en total',
      interval: '{rate} ({low} a {high})',
      limit:
        'de {cells, plural, one {# célula} many {# de células} other {# células}}: hasta {infected, plural, one {# clasificada como infectada} many {# clasificadas como infectadas} other {# clasificadas como infectadas}}',
      noLimit: 'de {cells, plural, one {# célula} many {# de células} other {# células}}: no se puede decir',
      by: '{name}, el {at}',
      table: 'Umbrales para elegir',
      columns: { allowed: 'Permitidas', threshold: 'Umbral', measured: 'Medidas por 1,000 (95 %)' },
      cannotTell: 'Lo que no puede decir:',
    },
  },
};
