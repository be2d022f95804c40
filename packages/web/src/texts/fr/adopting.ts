import type { Catalogue } from '../compiled.js';
import type { adopting as en } from '../en/adopting.js';

export const adopting: Catalogue<typeof en> = {
  adopting: {
    title: 'Votre microscope',
    adopt: {
      title: 'Adapter à mon microscope',
      explain:
        'Un modèle apprend sur les champs que vous avez corrigés, puis il est comparé au précédent sur des patients qu’il n’a pas vus. Rien n’est utilisé avant qu’une personne le publie.',
      none: 'Aucun champ n’a encore été corrigé. Ouvrez les champs d’un lot, corrigez leurs cellules, et marquez chacun comme corrigé.',
      batches: 'Champs corrigés de',
      batch:
        '{fields, plural, one {# champ} many {# de champs} other {# champs}}, {patients, plural, one {# patient} many {# de patients} other {# patients}}, {cells, plural, one {# cellule étiquetée} many {# de cellules étiquetées} other {# cellules étiquetées}}, {corrections, plural, one {# correction} many {# de corrections} other {# corrections}}',
      batchPartly:
        '{fields, plural, one {# champ} many {# de champs} other {# champs}}, dont {whole, number} en entier, {patients, plural, one {# patient} many {# de patients} other {# patients}}, {cells, plural, one {# cellule étiquetée} many {# de cellules étiquetées} other {# cellules étiquetées}}, {corrections, plural, one {# correction} many {# de corrections} other {# corrections}}',
      chosen:
        'Choix : {fields, plural, one {# champ} many {# de champs} other {# champs}} de {patients, plural, one {# patient} many {# de patients} other {# patients}}, {uninfected, plural, one {# cellule saine} many {# de cellules saines} other {# cellules saines}}, {infected, plural, one {# infectée} many {# infectées} other {# infectées}}.',
      go: 'Adapter',
    },
    calibrate: {
      title: 'Étalonner un microscope',
      explain:
        'Mesure combien de cellules saines un modèle classe infectées chez des patients sans paludisme. Donnez 15 patients ou plus avec 5 000 globules rouges en tout, photographiés comme vous photographiez les autres.',
      none: 'Il n’y a pas encore de lot de champs. Envoyez des champs de patients sans paludisme.',
      batches: 'Champs de patients sans paludisme',
      microscope: 'Nom du microscope',
      state: 'Aucun de ces patients n’a le paludisme. Je le sais par un autre examen.',
      allowed: 'Fausses alarmes permises pour 1 000 cellules saines',
      chosen:
        'Choix : {fields, plural, one {# champ} many {# de champs} other {# champs}} de {patients, plural, one {# patient} many {# de patients} other {# patients}}, {cells, plural, one {# globule rouge} many {# de globules rouges} other {# globules rouges}}.',
      go: 'Étalonner',
    },
    needs: {
      missing: 'Impossible de commencer pour l’instant :',
      notes: 'Ce que le résultat ne dira pas :',
    },
    tasks: {
      title: 'En cours et terminés',
      kinds: { adopt: 'Adaptation {name}', calibrate: 'Étalonnage de {name}' },
      states: {
        waiting: 'attend son tour',
        running: 'en cours',
        done: 'terminé',
        failed: 'échoué',
        stopped: 'arrêté',
      },
      from: '{batches}, avec le modèle {model} ; commencé par {by}, le {at}',
      steps: {
        collecting: 'copie des champs',
        counting: 'recherche des cellules',
        preparing: 'préparation',
        training: 'entraînement',
        comparing: 'comparaison de l’ancien et du nouveau modèle',
      },
      now: 'En ce moment : {step}.',
      nowShare: 'En ce moment : {step}, {share}.',
      seconds:
        'Cette étape dure encore environ {seconds, plural, one {# seconde} many {# de secondes} other {# secondes}}.',
      minutes:
        'Cette étape dure encore environ {minutes, plural, one {# minute} many {# de minutes} other {# minutes}}.',
      goesOn: 'Vous pouvez quitter cette page : le travail continue sur le serveur.',
      interrupted:
        'Le travail a été interrompu {times, plural, one {# fois} many {# fois} other {# fois}}, parce que le serveur s’est arrêté, et il continue.',
      stop: 'Arrêter',
      stopSure: 'Arrêter ? Ce qui a été fait jusqu’ici est perdu.',
    },
    calibrations: {
      title: 'Microscopes étalonnés',
      explain:
        'Choisissez le microscope quand vous envoyez des champs. Un étalonnage vaut seulement pour son modèle.',
      with: 'avec {model}, SHA-256 {checksum}',
      facts: {
        threshold: 'Seuil',
        measured: 'Mesuré sur',
        background: 'Classées infectées pour 1 000 cellules saines',
        limits: 'Limite du blanc',
        stated: 'Sans paludisme, selon',
        batches: 'Lots',
      },
      measured:
        '{cells, plural, one {# globule rouge} many {# de globules rouges} other {# globules rouges}} de {patients, plural, one {# patient} many {# de patients} other {# patients}}, {fields, plural, one {# champ} many {# de champs} other {# champs}}',
      rate: '{rate} (95 % : {low} à {high}) ; {alarms, number} en tout',
      interval: '{rate} ({low} à {high})',
      limit:
        'sur {cells, plural, one {# cellule} many {# de cellules} other {# cellules}} : jusqu’à {infected, plural, one {# classée infectée} many {# classées infectées} other {# classées infectées}}',
      noLimit:
        'sur {cells, plural, one {# cellule} many {# de cellules} other {# cellules}} : impossible à dire',
      by: '{name}, le {at}',
      table: 'Seuils à choisir',
      columns: { allowed: 'Permises', threshold: 'Seuil', measured: 'Mesurées pour 1 000 (95 %)' },
      cannotTell: 'Ce qu’il ne peut pas dire :',
    },
  },
};
