import type { Catalogue } from '../compiled.js';
import type { privately as en } from '../en/private.js';

export const privately: Catalogue<typeof en> = {
  private: {
    title: 'Privado',
    explain: 'O modelo funciona neste navegador: as imagens nunca saem desta máquina.',
    kept: 'Imagens e respostas ficam guardadas enquanto esta aba estiver aberta, em todas as suas páginas. Se a fechar ou recarregar, perdem-se: salve primeiro o CSV.',
    limits: 'Células isoladas; PNG, JPEG, WebP, GIF e BMP; sem arquivos zip.',
    leftOut: 'Ignorados: {files}',
    leftOutMore: 'Ignorados: {files} e {more, plural, one {mais #} many {mais #} other {mais #}}',
    graphics: 'O modelo funciona no processador gráfico (WebGPU).',
    processor: 'O modelo funciona no processador (WebAssembly): {reason}.',
    downloading: {
      runtime: 'Baixando o programa que executa o modelo: {done} de {total} MB',
      model: 'Baixando o modelo: {done} de {total} MB',
      modelSoFar: 'Baixando o modelo: {done} MB',
    },
    starting: 'Iniciando o modelo …',
    failed: 'Não foi possível carregar o modelo: {reason}',
    ready: 'O modelo {model} pode ser usado sem rede.',
    getReady: 'Preparar para uso sem rede',
    getReadyExplain:
      'Baixa o modelo e o programa que o executa, cerca de {size}, e guarda-os neste navegador até você sair.',
    replaceSure: 'As respostas sobre estas imagens não estão salvas. Continuar e perdê-las?',
  },
};
