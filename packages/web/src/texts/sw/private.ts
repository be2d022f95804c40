import type { Catalogue } from '../compiled.js';
import type { privately as en } from '../en/private.js';

export const privately: Catalogue<typeof en> = {
  private: {
    title: 'Faragha',
    explain: 'Modeli inafanya kazi ndani ya kivinjari hiki: picha hazitoki kamwe kwenye mashine hii.',
    kept: 'Picha na majibu hubaki wakati kichupo hiki kimefunguliwa, kwenye kurasa zake zote. Ukikifunga au kukipakia upya vinapotea: hifadhi CSV kwanza.',
    limits: 'Seli moja moja; PNG, JPEG, WebP, GIF na BMP; si faili za zip.',
    leftOut: 'Zimerukwa: {files}',
    leftOutMore: 'Zimerukwa: {files} na {more, plural, one {nyingine #} other {nyingine #}}',
    graphics: 'Modeli inafanya kazi kwenye kichakato cha michoro (WebGPU).',
    processor: 'Modeli inafanya kazi kwenye kichakato (WebAssembly): {reason}.',
    downloading: {
      runtime: 'Inapakua programu inayoendesha modeli: MB {done} kati ya {total}',
      model: 'Inapakua modeli: MB {done} kati ya {total}',
      modelSoFar: 'Inapakua modeli: MB {done}',
    },
    starting: 'Inaanzisha modeli …',
    failed: 'Modeli haikuweza kupakiwa: {reason}',
    ready: 'Modeli {model} iko tayari kutumika bila mtandao.',
    getReady: 'Andaa kwa matumizi bila mtandao',
    getReadyExplain:
      'Hupakua modeli na programu inayoiendesha, takriban {size}, na kuvihifadhi kwenye kivinjari hiki hadi utoke.',
    replaceSure: 'Majibu kuhusu picha hizi hayajahifadhiwa. Uendelee na kuyapoteza?',
  },
};
