import type { Catalogue } from '../compiled.js';
import type { problems as en } from '../en/problems.js';

export const problems: Catalogue<typeof en> = {
  problem: {
    'not-found': 'Se borró, o la dirección es incorrecta.',
    'token-needed': 'Este servidor pide un código de acceso. Entre y vuelva a intentarlo.',
    'not-a-file': 'No se entendió lo que se subió. Elija los archivos de nuevo.',
    'not-an-upload': 'No se entendió lo que se subió. Elija los archivos de nuevo.',
    'broken-upload': 'La carga se interrumpió. Elija los archivos de nuevo.',
    'broken-request': 'La conexión se cortó. Inténtelo de nuevo.',
    'client-left': 'La conexión se cortó. Inténtelo de nuevo.',
    'still-running':
      'El servidor todavía trabaja en la misma solicitud. Inténtelo de nuevo en unos segundos.',
    'key-of-another-request': 'Los archivos cambiaron mientras se subían. Elíjalos de nuevo.',
    'too-many-event-streams': 'Hay demasiadas páginas de este servidor abiertas. Cierre algunas.',
    'too-slow': 'La conexión es demasiado lenta: la carga se detuvo. Inténtelo de nuevo con menos archivos.',
  },
  unreachable: 'No se puede llegar al servidor.',
  status: 'El servidor respondió con un error ({status}).',
};
