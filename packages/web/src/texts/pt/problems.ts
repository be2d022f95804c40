import type { Catalogue } from '../compiled.js';
import type { problems as en } from '../en/problems.js';

export const problems: Catalogue<typeof en> = {
  problem: {
    'not-found': 'Foi apagado, ou o endereço está errado.',
    'token-needed': 'Este servidor pede um código de acesso. Entre e tente de novo.',
    'not-a-file': 'O envio não foi entendido. Escolha os arquivos de novo.',
    'not-an-upload': 'O envio não foi entendido. Escolha os arquivos de novo.',
    'broken-upload': 'O envio foi interrompido. Escolha os arquivos de novo.',
    'broken-request': 'A conexão caiu. Tente de novo.',
    'client-left': 'A conexão caiu. Tente de novo.',
    'still-running': 'O servidor ainda trabalha no mesmo pedido. Tente de novo daqui a alguns segundos.',
    'key-of-another-request': 'Os arquivos mudaram durante o envio. Escolha-os de novo.',
    'too-many-event-streams': 'Há páginas demais deste servidor abertas. Feche algumas.',
    'too-slow': 'A conexão é lenta demais: o envio foi parado. Tente de novo com menos arquivos.',
  },
  unreachable: 'Não é possível chegar ao servidor.',
  status: 'O servidor respondeu com um erro ({status}).',
};
