import type { Catalogue } from '../compiled.js';
import type { adopting as en } from '../en/adopting.js';

export const adopting: Catalogue<typeof en> = {
  adopting: {
    title: 'O seu microscópio',
    adopt: {
      title: 'Adaptar ao meu microscópio',
      explain:
        'Um modelo aprende com campos que você corrigiu e é comparado com o anterior em pacientes que não viu. Nada é usado antes que uma pessoa o publique.',
      none: 'Ainda nenhum campo foi corrigido. Abra os campos de um lote, corrija as células e marque cada campo como corrigido.',
      batches: 'Campos corrigidos de',
      batch:
        '{fields, plural, one {# campo} many {# de campos} other {# campos}}, {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {cells, plural, one {# célula rotulada} many {# de células rotuladas} other {# células rotuladas}}, {corrections, plural, one {# correção} many {# de correções} other {# correções}}',
      batchPartly:
        '{fields, plural, one {# campo} many {# de campos} other {# campos}}, {whole, number} deles por inteiro, {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {cells, plural, one {# célula rotulada} many {# de células rotuladas} other {# células rotuladas}}, {corrections, plural, one {# correção} many {# de correções} other {# correções}}',
      chosen:
        'Escolha: {fields, plural, one {# campo} many {# de campos} other {# campos}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {uninfected, plural, one {# célula sadia} many {# de células sadias} other {# células sadias}}, {infected, plural, one {# infectada} many {# infectadas} other {# infectadas}}.',
      go: 'Adaptar',
    },
    calibrate: {
      title: 'Calibrar um microscópio',
      explain:
        'Mede quantas células sadias um modelo classifica como infectadas em pacientes sem malária. Dê 15 pacientes ou mais com 5.000 hemácias ao todo, fotografados como fotografa os outros.',
      none: 'Ainda não há lote de campos. Envie campos de pacientes sem malária.',
      batches: 'Campos de pacientes sem malária',
      microscope: 'Nome do microscópio',
      state: 'Nenhum destes pacientes tem malária. Sei isso por outro exame.',
      allowed: 'Falsos alarmes permitidos por 1.000 células sadias',
      chosen:
        'Escolha: {fields, plural, one {# campo} many {# de campos} other {# campos}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {cells, plural, one {# hemácia} many {# de hemácias} other {# hemácias}}.',
      go: 'Calibrar',
    },
    needs: {
      missing: 'Ainda não pode começar:',
      notes: 'O que o resultado não vai dizer:',
    },
    tasks: {
      title: 'Em andamento e terminados',
      kinds: { adopt: 'Adaptação {name}', calibrate: 'Calibração de {name}' },
      states: {
        waiting: 'espera a vez',
        running: 'em andamento',
        done: 'pronto',
        failed: 'falhou',
        stopped: 'parado',
      },
      from: '{batches}, com o modelo {model}; iniciado por {by}, em {at}',
      steps: {
        collecting: 'cópia dos campos',
        counting: 'busca das células',
        preparing: 'preparação',
        training: 'treino',
        comparing: 'comparação do modelo antigo e do novo',
      },
      now: 'Agora: {step}.',
      nowShare: 'Agora: {step}, {share}.',
      seconds:
        'Esta etapa leva ainda cerca de {seconds, plural, one {# segundo} many {# de segundos} other {# segundos}}.',
      minutes:
        'Esta etapa leva ainda cerca de {minutes, plural, one {# minuto} many {# de minutos} other {# minutos}}.',
      goesOn: 'Pode deixar esta página: o trabalho continua no servidor.',
      interrupted:
        'Foi interrompido {times, plural, one {# vez} many {# vezes} other {# vezes}}, porque o servidor parou, e continua.',
      stop: 'Parar',
      stopSure: 'Parar? O que foi feito até agora perde-se.',
    },
    calibrations: {
      title: 'Microscópios calibrados',
      explain: 'Escolha o microscópio quando enviar campos. Uma calibração vale só para o seu modelo.',
      with: 'com {model}, SHA-256 {checksum}',
      facts: {
        threshold: 'Limiar',
        measured: 'Medido em',
        background: 'Classificadas como infectadas por 1.000 células sadias',
        limits: 'Limite do branco',
        stated: 'Sem malária, segundo',
        batches: 'Lotes',
      },
      measured:
        '{cells, plural, one {# hemácia} many {# de hemácias} other {# hemácias}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}, {fields, plural, one {# campo} many {# de campos} other {# campos}}',
      rate: '{rate} (95 %: {low} a {high}); {alarms, number} ao todo',
      interval: '{rate} ({low} a {high})',
      limit:
        'de {cells, plural, one {# célula} many {# de células} other {# células}}: até {infected, plural, one {# classificada como infectada} many {# classificadas como infectadas} other {# classificadas como infectadas}}',
      noLimit:
        'de {cells, plural, one {# célula} many {# de células} other {# células}}: não é possível dizer',
      by: '{name}, em {at}',
      table: 'Limiares à escolha',
      columns: { allowed: 'Permitidos', threshold: 'Limiar', measured: 'Medidos por 1.000 (95 %)' },
      cannotTell: 'O que ela não pode dizer:',
    },
  },
};
