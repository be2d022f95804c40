import type { Catalogue } from '../compiled.js';
import type { teaching as en } from '../en/teach.js';

export const teaching: Catalogue<typeof en> = {
  teach: {
    title: 'Fundisha modeli',
    link: 'Fundisha modeli kwa seli zako zenye lebo',
    explain:
      'Modeli inajifunza kutoka kwa seli zako ndani ya kivinjari hiki: picha hazitoki kamwe kwenye mashine hii.',
    insecure: 'Modeli inaweza kufundishwa kupitia https tu, au kwenye mashine ya seva yenyewe.',
    drop: 'Dondosha folda za seli zenye lebo, zenye majina ya makundi: {classes}',
    hint: 'Majina ya faili yakionyesha wagonjwa, kama P12_cell_003.png, takwimu ni za wagonjwa ambao modeli haikujifunza kutoka kwao.',
    noLabels: 'Hakuna picha iliyo kwenye folda yenye jina la kundi: {classes}',
    others:
      '{count, plural, one {Faili # haimo} other {Faili # hazimo}} kwenye folda ya kundi lolote, kwa hiyo zimeachwa.',
    reading: 'Inasoma seli …',
    learning: 'Inajifunza: {percent} %',
    oneThread: 'Inakokotoa kwenye kiini kimoja: vivinjari huruhusu zaidi kwenye kurasa zilizotengwa tu.',
    stop: 'Simamisha baada ya mzunguko huu',
    stopping: 'Inasimama baada ya mzunguko huu …',
    failed: 'Modeli haikuweza kufundishwa: {reason}',
    replaceSure: 'Modeli iliyofundishwa itapotea isipohifadhiwa. Kuanza upya?',
    name: '{model}, iliyofundishwa',
    result: 'Ilichojifunza',
    byPatient:
      'Imejifunza kutoka kwa {training, plural, one {seli #} other {seli #}}; imepimwa kwa {validation, plural, one {seli #} other {seli #}} za wagonjwa wengine.',
    byImage:
      'Imejifunza kutoka kwa {training, plural, one {seli #} other {seli #}}; imepimwa kwa {validation, plural, one {seli # nyingine} other {seli # nyingine}}. Hakuna jina la faili linaloonyesha mgonjwa; seli za mgonjwa mmoja hufanana, kwa hiyo takwimu hizi ni nzuri kupita kiasi.',
    figure: 'Takwimu',
    before: 'Kabla',
    now: 'Sasa',
    use: 'Itumie katika hali ya faragha',
    save: 'Hifadhi kama .{format}',
  },
};
