import type { Catalogue } from '../compiled.js';
import type { reading as en } from '../en/reading.js';

export const reading: Catalogue<typeof en> = {
  reading: {
    title: 'Lecture à l’aveugle',
    explain:
      'Deux personnes répondent pour chaque cellule sans voir ce que dit le modèle ou l’autre personne ; une troisième décide là où elles diffèrent. Une réponse ne peut pas être changée. La lecture commence avant la première réponse.',
    begin: 'Lire à l’aveugle',
    end: 'Terminer la lecture à l’aveugle',
    endExplain:
      'Ensuite, tout est montré à tous. Ce que deux personnes ont lu reste décidé par leurs réponses.',
    who: 'Qui lit ?',
    reads: 'C’est moi',
    progress:
      'Vous avez répondu pour {yours, number} sur {all, plural, one {# cellule} many {# de cellules} other {# cellules}}. Lues par deux personnes : {byTwo, number} ; en attente d’une troisième : {waiting, number} ; décidées par une troisième : {decided, number}.',
    read: 'Lire {count, plural, one {# cellule} many {# de cellules} other {# cellules}}',
    decide:
      'Décider de {count, plural, one {# cellule sur laquelle deux lecteurs ne sont pas d’accord} many {# de cellules sur lesquelles deux lecteurs ne sont pas d’accord} other {# cellules sur lesquelles deux lecteurs ne sont pas d’accord}}',
    open: 'laissée ouverte par les lecteurs',
    nothing: 'Il ne vous reste rien à lire.',
    later: 'La concordance vous sera montrée quand il ne vous restera rien à lire.',
    figure: 'Concordance',
    between: '{first} et {second}',
    withModel: '{reader} et le modèle',
    columns: {
      who: 'Qui',
      cells: 'Cellules',
      agree: 'D’accord',
      kappa: 'Kappa de Cohen',
      interval: 'Kappa, intervalle à 95 %',
    },
    share: '{share} % ({agreed, number} ; 95 % : {low} à {high})',
    noKappa: 'non défini : une seule classe',
    noInterval: 'aucun : d’accord sur tout',
    interval: '{low} à {high}',
    table: 'Lignes : {first} ; colonnes : {second}',
    model: 'le modèle',
    method:
      'Intervalles : Wilson pour le pourcentage ; Fleiss, Cohen et Everitt (1969) pour le kappa. Ils supposent des cellules indépendantes.',
    copiesBefore:
      'Avant le début de la lecture à l’aveugle, des résultats ont été montrés, et quelqu’un en a pris des copies. Qui en a une sait peut-être ce que dit le modèle :',
    copy: '{person} {did}, le {when}',
    fields: {
      explain:
        'Deux personnes regardent chaque champ et marquent les cellules infectées sans voir ce que dit le modèle ou l’autre personne ; une troisième décide là où elles diffèrent. Ce qui est envoyé ne peut pas être changé. La lecture commence avant la première réponse, et les chiffres sont montrés quand tout est lu.',
      progress:
        'Vous avez lu {yours, number} sur {all, plural, one {# champ} many {# de champs} other {# champs}}.',
      read: 'Lire {count, plural, one {# champ} many {# de champs} other {# champs}}',
      states: {
        toRead:
          '{cells, plural, one {# cellule à lire} many {# de cellules à lire} other {# cellules à lire}}',
        toDecide:
          '{cells, plural, one {# cellule sur laquelle deux lecteurs diffèrent} many {# de cellules sur lesquelles deux lecteurs diffèrent} other {# cellules sur lesquelles deux lecteurs diffèrent}}',
        readByYou: 'lu par vous',
        agreed: 'lu par deux personnes, d’accord',
        decided: 'lu par deux personnes, décidé par une troisième',
        waits: 'attend des lecteurs',
        disagreed: 'attend une troisième personne',
      },
      asked:
        'Marquez les infectées parmi {cells, plural, one {# cellule} many {# de cellules} other {# cellules}}. Un clic ou un toucher marque une cellule ; un second enlève la marque.',
      deciding:
        '{cells, plural, one {Deux lecteurs diffèrent sur # cellule : à vous de décider. Marquez-la si elle est infectée.} many {Deux lecteurs diffèrent sur # de cellules : à vous de décider. Marquez celles qui sont infectées.} other {Deux lecteurs diffèrent sur # cellules : à vous de décider. Marquez celles qui sont infectées.}}',
      nothing: 'Vous n’avez rien à répondre dans ce champ.',
      said: 'Qu’est-ce que c’est ?',
      infected: 'Infectée',
      uninfected: 'Non infectée',
      noCell: 'Pas un globule rouge',
      cell: 'Cellule {id} : {word}',
      words: { infected: 'infectée', uninfected: 'non infectée', 'no cell': 'pas un globule rouge' },
      unmarked: 'non marquée',
      notAsked: 'non demandée',
      choose: 'Choisissez une cellule dans le champ.',
      counts:
        'Infectées : {infected, number}. Pas des globules rouges : {notCells, number}. Non infectées, car vous n’avez rien marqué d’autre : {others, number}.',
      stands: 'Ce que vous envoyez reste : on ne peut ni le changer ni le retirer.',
      send: 'J’ai regardé toutes les cellules : envoyer',
      next: 'Champ suivant à lire',
      all: 'Tous les champs du lot',
      model: 'Le modèle : {word}',
      answer: '{reviewer} : {word}',
      legend: {
        asked: 'à lire',
        uninfected: 'non infectée',
        infected: 'infectée',
        notCell: 'pas un globule rouge',
        others: 'non demandée',
      },
      keys: 'Touches dans le champ : N et P cellule suivante et précédente. I infectée, U non infectée, X pas un globule rouge, espace marque ou enlève la marque. + et − zoom, 0 champ entier, les flèches déplacent. Maintenez H pour cacher les contours.',
      patientHidden: 'Les champs de ce patient sont lus à l’aveugle.',
    },
    hidden: 'Lecture à l’aveugle : ce que disent le modèle et les autres est montré après votre réponse.',
    disagree: 'Deux lecteurs ne sont pas d’accord. À vous de décider.',
    said: '{reviewer} : {what}, {when}',
    states: {
      waits: 'Attend un deuxième lecteur.',
      agreed: 'Les lecteurs sont d’accord.',
      disagreed: 'Les lecteurs ne sont pas d’accord : une troisième personne décide.',
      decided: 'Les lecteurs n’étaient pas d’accord ; une troisième personne a décidé.',
    },
    keys: 'Touches : 1 à {classes, number} la classe, N pas une cellule, S passer, ← et → se déplacer, Échap ferme. Une réponse reste.',
    filters: { disagreed: 'Lecteurs en désaccord', toRead: 'Non lues par vous' },
  },
};
