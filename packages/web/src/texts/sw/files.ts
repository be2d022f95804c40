import type { Catalogue } from '../compiled.js';
import type { files as en } from '../en/files.js';
import { labels } from './labels.js';

export const files: Catalogue<typeof en> = {
  drop: {
    kind: 'Picha zinaonyesha nini',
    kinds: {
      cells: {
        name: 'Seli moja moja',
        title: 'Weka seli hapa',
        hint: 'Picha za seli moja moja, folda nzima, au faili za zip. Zinabaki kwenye seva hii.',
      },
      fields: {
        name: 'Maeneo mazima ya slaidi nyembamba',
        title: 'Weka maeneo hapa',
        hint: 'Maeneo mazima ya hadubini ya slaidi nyembamba, folda moja kwa kila mgonjwa, au zip ya folda hizo. Chembe nyekundu za damu hutafutwa na kuhesabiwa kwa kila mgonjwa; kukiwa na ukalibrishaji kwa wagonjwa wasio na malaria, kiwango cha vimelea hutolewa.',
      },
    },
    measured: {
      title: 'Vipimo vilivyopimwa, kama vinajulikana',
      assumed: 'Bila chembe nyekundu au hematokriti, chembe nyekundu 5,000,000 kwa µL zinachukuliwa.',
    },
    accept: {
      title:
        'Hesabu maeneo ambayo yangewekwa kando{accepted, plural, =0 {} one {: kanuni #} other {: kanuni #}}',
      explain:
        'Chagua kanuni tu kama umeyaangalia maeneo haya. Ulichochagua huhifadhiwa na kundi na huandikwa kando ya takwimu zake. Kalibrisha kwa chaguo hilohilo.',
      rules: {
        thick: 'Nene: seli ziko katika tabaka au marundo, au kuna viini vingi kuliko chembe nyekundu',
        blurred: 'Haionekani vizuri: kingo za seli hazijafokasi',
        small: 'Ndogo: seli zina upana wa pikseli chache tu',
        sparse: 'Chache: karibu hakuna chembe nyekundu',
        shapes: 'Maumbo: vitu vingi havionekani kama chembe nyekundu moja moja',
        grey: 'Kijivu: picha nyeusi na nyeupe, kwa hiyo rangi ya Giemsa haionekani',
      },
    },
    files: 'Chagua faili',
    folder: 'Chagua folda',
    model: labels.model,
    failed: 'Upakiaji umesimama: {reason}',
    nothing: 'Hakukuwa na picha wala faili za zip kati ya faili hizi.',
    noModel: 'Bado hakuna modeli. Funza moja kwa "npx giemsa start", au anzisha seva kwa --model.',
    blind: 'Watu wawili wanalisoma bila kuona majibu',
    blindExplain:
      'Hakuna anayeona modeli inasema nini kabla ya kujibu; watu wawili wakitofautiana, wa tatu huamua. Jibu haliwezi kubadilishwa.',
    oneByOne: 'Mgonjwa mmoja baada ya mwingine',
  },
  notTaken: {
    pdf: 'hati ya PDF haisomwi: hifadhi kurasa zake kama PNG au JPEG',
    heic: 'HEIC haisomwi na vivinjari: ipakie kwenye ukurasa wa Uchunguzi, au weka kamera kwenye JPEG (“Most compatible”)',
    tiff: 'TIFF haisomwi na vivinjari: ipakie kwenye ukurasa wa Uchunguzi, au ihifadhi kama PNG',
    zip: 'faili za zip hazifunguliwi hapa: ifungue kwanza',
    raw: 'faili ghafi ya kamera haisomwi: ihifadhi kama PNG au JPEG',
    picture: 'aina hii ya picha haisomwi: ihifadhi kama PNG au JPEG',
    scanner: 'faili ya skana ya slaidi au programu ya hadubini haisomwi: toa maeneo kama PNG',
    video: 'video haisomwi: hifadhi picha moja moja kama PNG',
    archive: 'faili hii iliyobanwa haisomwi: weka picha kwenye zip',
    dicom: 'DICOM haisomwi: itoe kama PNG',
    other: 'haikutumwa: kwa jina lake si picha; PNG, JPEG, WebP, TIFF, BMP, GIF na HEIC husomwa',
  },
  uploads: {
    label: 'Upakiaji',
    sending: 'Inatuma {done, number} kati ya {total, plural, one {faili #} other {faili #}}: {name}',
    stopped:
      'Upakiaji wa {name} umesimama baada ya {done, number} kati ya {total, plural, one {faili #} other {faili #}}: {reason}',
    lost: 'seva haipatikani.',
    open: 'Fungua',
    forget: 'Funga hii',
  },
  incomplete: {
    title:
      'Zimefika {arrived, number} kati ya {announced, plural, one {faili #} other {faili #}}. Upakiaji huu haujakamilika.',
    explain: 'Chagua faili zilezile tena: zinazokosekana tu ndizo zitakazotumwa.',
    files: 'Chagua faili tena',
    folder: 'Chagua folda tena',
    none: 'Hakuna kati ya faili hizi inayokosekana; hakuna kilichotumwa.',
    others:
      '{count, plural, one {Faili # kati ya hizi haikosekani na haikutumwa.} other {Faili # kati ya hizi hazikosekani na hazikutumwa.}}',
    list: '{count, plural, one {faili # inakosekana} other {faili # zinakosekana}}',
    end: 'Maliza upakiaji bila faili hizo',
  },
  misplaced: {
    title: {
      cells:
        '{count, plural, one {Picha # inafanana na eneo zima, si seli moja.} other {Picha # zinafanana na maeneo mazima, si seli moja moja.}}',
      fields:
        '{count, plural, one {Picha # inafanana na seli moja, si eneo.} other {Picha # zinafanana na seli moja moja, si maeneo.}}',
    },
    move: { cells: 'Hamishia kwenye kundi jipya la maeneo', fields: 'Hamishia kwenye kundi jipya la seli' },
  },
  microscope: {
    label: 'Hadubini',
    none: 'bila jina',
    otherModel:
      '{name} haina ukalibrishaji kwa modeli hii: hakutakuwa na asilimia hadi uikalibrishe kwenye ukurasa wa modeli.',
  },
};
