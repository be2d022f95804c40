import type { Catalogue } from '../compiled.js';
import type { problems as en } from '../en/problems.js';

export const problems: Catalogue<typeof en> = {
  problem: {
    'not-found': 'Imefutwa, au anwani si sahihi.',
    'token-needed': 'Seva hii inahitaji msimbo wa kuingia. Ingia, kisha jaribu tena.',
    'not-a-file': 'Kilichopakiwa hakikueleweka. Chagua faili tena.',
    'not-an-upload': 'Kilichopakiwa hakikueleweka. Chagua faili tena.',
    'broken-upload': 'Upakiaji umekatika. Chagua faili tena.',
    'broken-request': 'Muunganisho umekatika. Jaribu tena.',
    'client-left': 'Muunganisho umekatika. Jaribu tena.',
    'still-running': 'Seva bado inashughulikia ombi hilohilo. Jaribu tena baada ya sekunde chache.',
    'key-of-another-request': 'Faili zimebadilika wakati wa kutumwa. Zichague tena.',
    'too-many-event-streams': 'Kurasa nyingi mno za seva hii zimefunguliwa. Funga baadhi.',
    'too-slow': 'Muunganisho ni wa polepole mno: upakiaji umesimamishwa. Jaribu tena kwa faili chache.',
  },
  unreachable: 'Seva haipatikani.',
  status: 'Seva imejibu kwa kosa ({status}).',
};
