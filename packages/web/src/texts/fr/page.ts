import type { Catalogue } from '../compiled.js';
import type { page as en } from '../en/page.js';

export const page: Catalogue<typeof en> = {
  windowTitle: 'giemsa, salle de lecture',
  title: 'Salle de lecture',
  researchUse: 'Pour la recherche uniquement. Ce n’est pas un dispositif médical.',
  notice:
    'Rien ici n’a été validé pour le diagnostic. Une personne doit vérifier chaque résultat qui compte.',
  nav: {
    screen: 'Dépistage',
    private: 'Privé',
    models: 'Modèles',
    runs: 'Entraînements',
    label: 'Pages',
    skip: 'Aller au contenu',
  },
  theme: { label: 'Couleurs', system: 'Système', light: 'Clair', dark: 'Sombre' },
  language: 'Langue',
  token: {
    title: 'Ce serveur demande un code d’accès',
    label: 'Code d’accès',
    send: 'Entrer',
    wrong: 'Ce n’est pas un code d’accès de ce serveur, ou il a expiré.',
  },
  account: {
    as: '{name} ({role})',
    roles: { reader: 'lecture seule', technician: 'technicien', admin: 'administrateur' },
    logOut: 'Se déconnecter',
    onlyReads: 'Votre code d’accès permet seulement de lire : vous ne pouvez ni envoyer ni corriger.',
  },
  auditLog: 'Journal des actions',
  loading: 'Chargement …',
  retry: 'Réessayer',
  more: {
    shown:
      '{count, plural, one {Le plus récent est affiché.} many {Les # plus récents sont affichés.} other {Les # plus récents sont affichés.}}',
    show: 'Afficher plus',
  },
  noPage: {
    title: 'Cette page n’existe pas',
    gone: 'N’est plus ici',
    explain: 'Il n’y a rien à cette adresse.',
    toStart: 'Retour au début',
  },
  broken: {
    title: 'Cette page ne peut pas être affichée',
    explain:
      'Quelque chose a échoué. C’est une erreur de giemsa ; ce que vous avez enregistré est conservé. L’erreur :',
    reload: 'Recharger la page',
  },
  offline: {
    newVersion: 'Une nouvelle version de cette page est disponible.',
    load: 'La charger',
    unloaded:
      'Cette partie de la page n’a pas pu être chargée : la ligne a été coupée, ou la page a été mise à jour.',
    away: 'Le serveur est injoignable. La page Privé fonctionne sans lui.',
    brokeOff:
      'le téléchargement a été interrompu. Réessayez ; ce qui est arrivé en entier n’est pas rechargé.',
  },
  person: {
    needed: 'Entrez votre nom ou vos initiales : ils sont enregistrés avec chaque réponse.',
    by: 'Votre nom',
    as: 'en tant que {token}',
  },
};
