import type { Catalogue } from '../compiled.js';
import type { page as en } from '../en/page.js';

export const page: Catalogue<typeof en> = {
  windowTitle: 'giemsa, chumba cha kusomea',
  title: 'Chumba cha kusomea',
  researchUse: 'Kwa utafiti pekee. Si kifaa tiba.',
  notice:
    'Hakuna chochote hapa kilichothibitishwa kwa ajili ya kutambua ugonjwa. Mtu lazima aangalie kila tokeo lenye umuhimu.',
  nav: {
    screen: 'Uchunguzi',
    private: 'Faragha',
    models: 'Modeli',
    runs: 'Mafunzo',
    label: 'Kurasa',
    skip: 'Nenda kwenye yaliyomo',
  },
  theme: { label: 'Rangi', system: 'Mfumo', light: 'Nyeupe', dark: 'Nyeusi' },
  language: 'Lugha',
  token: {
    title: 'Seva hii inahitaji msimbo wa kuingia',
    label: 'Msimbo wa kuingia',
    send: 'Ingia',
    wrong: 'Huo si msimbo wa kuingia wa seva hii, au muda wake umeisha.',
  },
  account: {
    as: '{name} ({role})',
    roles: { reader: 'kusoma tu', technician: 'fundi wa maabara', admin: 'msimamizi' },
    logOut: 'Toka',
    onlyReads: 'Msimbo wako unaruhusu kusoma tu: huwezi kupakia wala kusahihisha.',
  },
  auditLog: 'Kumbukumbu ya matendo',
  loading: 'Inapakia …',
  retry: 'Jaribu tena',
  more: {
    shown: '{count, plural, one {Kipya zaidi # kinaonyeshwa.} other {Vipya zaidi # vinaonyeshwa.}}',
    show: 'Onyesha zaidi',
  },
  noPage: {
    title: 'Ukurasa huu haupo',
    gone: 'Haipo tena hapa',
    explain: 'Hakuna kitu kwenye anwani hii.',
    toStart: 'Rudi mwanzo',
  },
  broken: {
    title: 'Ukurasa huu hauwezi kuonyeshwa',
    explain: 'Kitu kimeshindwa. Hili ni kosa la giemsa; ulichohifadhi kipo salama. Kosa:',
    reload: 'Pakia ukurasa tena',
  },
  offline: {
    newVersion: 'Kuna toleo jipya la ukurasa huu.',
    load: 'Lipakie',
    unloaded: 'Sehemu hii ya ukurasa haikuweza kupakiwa: mtandao umekatika, au ukurasa umesasishwa.',
    away: 'Seva haipatikani. Ukurasa wa Faragha unafanya kazi bila seva.',
    brokeOff: 'upakuaji umekatika. Jaribu tena; kilichofika kizima hakipakuliwi tena.',
  },
  person: {
    needed: 'Andika jina lako au herufi zake za kwanza: huhifadhiwa pamoja na kila jibu.',
    by: 'Jina lako',
    as: 'kama {token}',
  },
};
