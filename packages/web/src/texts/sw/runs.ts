import type { Catalogue } from '../compiled.js';
import type { runs as en } from '../en/runs.js';

export const runs: Catalogue<typeof en> = {
  runs: {
    title: 'Mafunzo ya modeli',
    none: 'Hakuna mafunzo katika folda ya seva.',
    states: {
      waiting: 'yanasubiri zamu',
      training: 'yanaendelea',
      finished: 'yamekamilika',
      stopped: 'yamesimamishwa',
      failed: 'yameshindwa',
    },
    failure: 'Mafunzo yameshindwa: {reason}',
    epochs: '{done, number} kati ya {total, plural, one {mzunguko #} other {mizunguko #}}',
    epochsSoFar: '{done, plural, one {mzunguko #} other {mizunguko #}} hadi sasa',
    cells: '{count, plural, one {seli #} other {seli #}}',
    compare: 'Linganisha',
    report: 'Ripoti yenye takwimu zote na makosa',
    start: 'Anzisha mafunzo',
    go: 'Funza',
    publishing: {
      notYet: 'Modeli yake haitolewi kutumika. Angalia takwimu zake kwanza.',
      published: 'Modeli yake inatolewa kutumika: imechapishwa na {by}, {at}.',
      publish: 'Chapisha modeli yake',
      withdraw: 'Usiitoe tena',
    },
    noData: 'Seva haitoi folda ya kufunzia; ianzishe kwa --dataset FOLDA.',
    accuracy: 'Usahihi',
    loss: 'Hasara',
    train: 'mafunzo',
    validation: 'uthibitishaji',
    epoch: 'mzunguko',
    confusion: 'Jedwali la mkanganyiko',
  },
};
