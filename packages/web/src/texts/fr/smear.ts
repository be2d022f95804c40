import type { Catalogue } from '../compiled.js';
import type { smear as en } from '../en/smear.js';

export const smear: Catalogue<typeof en> = {
  smear: {
    patient: 'Patient {patient}',
    made: 'À partir de quoi les chiffres sont faits',
    line: '{patient} : {infected, plural, one {# globule rouge classé infecté} many {# de globules rouges classés infectés} other {# globules rouges classés infectés}} sur {counted, number}',
    waiting:
      '{count, plural, one {# champ attend encore d’être lu.} many {# de champs attendent encore d’être lus.} other {# champs attendent encore d’être lus.}}',
    interval: 'intervalle à 95 % de {low} à {high} %',
    corrected:
      'Corrigée des fausses alarmes et des oublis du modèle. Telle que comptée : {value} % ({low} à {high} %).',
    correctedNoMisses:
      'Corrigée des fausses alarmes du modèle ; les oublis n’ont pas été mesurés, elle peut donc être plus élevée. Telle que comptée : {value} % ({low} à {high} %).',
    orMore: 'ou plus ;',
    withoutMissed: 'sans les cellules oubliées ;',
    cannotTell: 'Ce que l’étalonnage ne peut pas dire :',
    statement: {
      nothing: 'Aucun globule rouge n’a pu être compté : il n’y a donc pas de résultat.',
      found:
        '{infected, plural, one {# globule rouge sur {counted, number} est classé infecté.} many {# de globules rouges sur {counted, number} sont classés infectés.} other {# globules rouges sur {counted, number} sont classés infectés.}}',
      foundGametocytes:
        '{infected, plural, one {# globule rouge sur {counted, number} est classé infecté (gamétocytes : {gametocytes, number}).} many {# de globules rouges sur {counted, number} sont classés infectés (dont gamétocytes : {gametocytes, number}).} other {# globules rouges sur {counted, number} sont classés infectés (dont gamétocytes : {gametocytes, number}).}}',
      fewerThan:
        'Sur tous les globules rouges de ce frottis, moins de {share} seraient donc classés infectés (confiance de 95 %).',
      unknown:
        'On ne sait pas ici combien un patient sans paludisme en montrerait : étalonnez le microscope sur des patients sans paludisme.',
      cannotExclude: 'Un frottis mince ne peut pas exclure le paludisme.',
      more: 'C’est plus que les {blank, number} qu’un patient sans paludisme peut montrer.',
      within:
        'Ce n’est pas plus qu’un patient sans paludisme peut montrer ({blank, number}). Un patient avec {share} de cellules infectées peut en montrer aussi peu.',
      notInterpretable:
        'On ne peut pas l’interpréter : un patient sans paludisme peut en montrer jusqu’à {blank, number}, et un patient avec {share} de cellules infectées peut en montrer aussi peu. Comptez plus de cellules, ou étalonnez le microscope sur plus de patients sans paludisme.',
    },
    density: '{value} parasites/µL ({low} à {high}), d’après {redCells}.',
    redCells: {
      measured: '{cells} globules rouges/µL, mesurés',
      haematocrit: '{cells} globules rouges/µL, hématocrite {haematocrit} % × {factor}',
      assumed: '{cells} globules rouges/µL, supposés : non mesurés chez ce patient',
    },
    noDensity: 'Les parasites/µL ne sont pas calculés : l’hématocrite est vide.',
    severity: {
      'severe malaria by parasitaemia (CDC)': 'paludisme grave selon la parasitémie (CDC) : {state}',
      'hyperparasitaemia (WHO)': 'hyperparasitémie (OMS) : {state}',
    },
    reached: {
      reached: 'atteint',
      possible: 'possible',
      'not excluded': 'non exclu',
    },
    guidelines: { 'CDC, below 1 %': 'CDC, sous 1 %' },
    tooFew: 'Moins de globules rouges que demandé : {unmet}.',
    tooFewFields:
      'Moins de globules rouges que demandé : {unmet}. Pour le premier, il faut encore {fields, plural, one {# champ} many {# de champs} other {# champs}} comme ceux-ci.',
    stages:
      'Stades des cellules infectées : {rings, plural, one {# anneau} many {# d’anneaux} other {# anneaux}}, {trophozoites, plural, one {# trophozoïte} many {# de trophozoïtes} other {# trophozoïtes}}, {schizonts, plural, one {# schizonte} many {# de schizontes} other {# schizontes}}, {gametocytes, plural, one {# gamétocyte} many {# de gamétocytes} other {# gamétocytes}}, {unsure, plural, one {# incertain (compté comme asexué)} many {# incertains (comptés comme asexués)} other {# incertains (comptés comme asexués)}}. Les gamétocytes ne font pas partie de la parasitémie.',
    stagesLearned:
      'Le réseau des stades a appris sur P. vivax avec un seul microscope : il y a reconnu 41 gamétocytes sur 54 et pris 2 parasites asexués sur 55 pour des gamétocytes. Les autres espèces n’ont pas été testées.',
    seen: 'Classées infectées mais non comptées, à regarder : {inClumps, number} en amas, {cut, plural, one {# coupée par le bord} many {# coupées par le bord} other {# coupées par le bord}}.',
    reviewers: 'Corrigé par {names}. Les chiffres sont ceux d’après correction.',
    noted: 'À savoir sur des champs comptés :',
    notes: 'Ces champs ont-ils été pris de la même façon ?',
    accepted: 'Des champs sont comptés bien qu’une règle les écarterait. Règles acceptées : {rules}.',
    rules: {
      thick: 'épais',
      blurred: 'flou',
      small: 'petit',
      sparse: 'pauvre',
      shapes: 'formes',
      grey: 'gris',
    },
    checksum: 'Le SHA-256 du fichier du modèle est {sha256}.',
    microscope: 'Microscope : {name}.',
    microscopeCalibrated: 'Microscope : {name}, étalonné le {made}.',
    correctedBy: 'corrigé : {name}',
    setAside:
      '{count, plural, one {# champ est écarté :} many {# de champs sont écartés :} other {# champs sont écartés :}}',
    fieldCounts:
      '{infected, plural, one {# infectée} many {# infectées} other {# infectées}} sur {counted, number}',
    fieldCountsEdited:
      '{infected, plural, one {# infectée} many {# infectées} other {# infectées}} sur {counted, number} · {edits, plural, one {# correction} many {# de corrections} other {# corrections}}',
    statuses: { waiting: 'en attente', done: 'lu', refused: 'écarté', failed: 'illisible' },
  },
  blood: {
    titleAll: 'Globules rouges de tous les patients',
    title: 'Globules rouges de ce patient',
    perMicrolitre: '{redCells, number} par µL',
    haematocrit: 'hématocrite {haematocrit} %',
    notMeasured: 'non mesurés',
    notKnown: 'non connus',
    set: 'saisi par {by}, le {at}',
    save: 'Enregistrer pour tous',
    noNumber: '« {text} » n’est pas un nombre de globules rouges, comme 4 500 000.',
    explain:
      'Si les deux sont donnés, les globules rouges par µL sont utilisés. Si les deux sont vides, ce qui est venu avec l’envoi s’applique.',
  },
};
