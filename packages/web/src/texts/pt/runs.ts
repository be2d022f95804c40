import type { Catalogue } from '../compiled.js';
import type { runs as en } from '../en/runs.js';

export const runs: Catalogue<typeof en> = {
  runs: {
    title: 'Treinos',
    none: 'Não há treinos na pasta do servidor.',
    states: {
      waiting: 'espera a vez',
      training: 'em treino',
      finished: 'terminado',
      stopped: 'parado',
      failed: 'falhou',
    },
    failure: 'O treino falhou: {reason}',
    epochs: '{done, number} de {total, plural, one {# época} many {# de épocas} other {# épocas}}',
    epochsSoFar: '{done, plural, one {# época} many {# de épocas} other {# épocas}} até agora',
    cells: '{count, plural, one {# célula} many {# de células} other {# células}}',
    compare: 'Comparar',
    report: 'Relatório com todos os números e erros',
    start: 'Iniciar um treino',
    go: 'Treinar',
    publishing: {
      notYet: 'O modelo não é oferecido para uso. Olhe primeiro os números.',
      published: 'O modelo é oferecido para uso: publicado por {by}, em {at}.',
      publish: 'Publicar o modelo',
      withdraw: 'Deixar de o oferecer',
    },
    noData: 'O servidor não oferece nenhuma pasta para treinar; inicie-o com --dataset PASTA.',
    accuracy: 'Acurácia',
    loss: 'Perda',
    train: 'treino',
    validation: 'validação',
    epoch: 'época',
    confusion: 'Matriz de confusão',
  },
};
