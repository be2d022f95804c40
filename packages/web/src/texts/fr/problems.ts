import type { Catalogue } from '../compiled.js';
import type { problems as en } from '../en/problems.js';

export const problems: Catalogue<typeof en> = {
  problem: {
    'not-found': 'L’élément a été supprimé, ou l’adresse est fausse.',
    'token-needed': 'Ce serveur demande un code d’accès. Connectez-vous, puis réessayez.',
    'not-a-file': 'L’envoi n’a pas été compris. Choisissez de nouveau les fichiers.',
    'not-an-upload': 'L’envoi n’a pas été compris. Choisissez de nouveau les fichiers.',
    'broken-upload': 'L’envoi a été interrompu. Choisissez de nouveau les fichiers.',
    'broken-request': 'La connexion a été coupée. Réessayez.',
    'client-left': 'La connexion a été coupée. Réessayez.',
    'still-running': 'Le serveur traite encore la même demande. Réessayez dans quelques secondes.',
    'key-of-another-request': 'Les fichiers ont changé pendant l’envoi. Choisissez-les de nouveau.',
    'too-many-event-streams': 'Trop de pages de ce serveur sont ouvertes. Fermez-en quelques-unes.',
    'too-slow': 'La connexion est trop lente : l’envoi a été arrêté. Réessayez avec moins de fichiers.',
  },
  unreachable: 'Le serveur est injoignable.',
  status: 'Le serveur a répondu par une erreur ({status}).',
};
