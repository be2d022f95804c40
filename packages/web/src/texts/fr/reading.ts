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
