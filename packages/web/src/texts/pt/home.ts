import type { Catalogue } from '../compiled.js';
import type { home as en } from '../en/home.js';

export const home: Catalogue<typeof en> = {
  home: {
    does: 'giemsa procura malária em imagens de esfregaços de sangue corados com Giemsa: marca as células que parecem infectadas, conta campos inteiros de cada paciente e permite corrigir cada resposta.',
    doesNot:
      'Não faz diagnóstico: as respostas podem estar erradas, e uma pessoa deve verificar cada resultado que importa.',
    samples: {
      label: 'Não tem imagens à mão?',
      cells: 'Experimentar com células de exemplo',
      fields: 'Experimentar um campo de exemplo',
      names: { cells: 'Exemplo: células desenhadas', fields: 'Exemplo: um campo desenhado' },
      explain:
        'São desenhadas pelo giemsa. Os modelos aprenderam com fotografias; por isso, os erros aqui nada dizem sobre células reais.',
      drawing: 'Desenhando o exemplo …',
    },
  },
  batches: {
    title: 'Lotes recentes',
    none: 'Ainda nada foi enviado.',
    notFound: 'Nenhum lote tem “{search}” no nome.',
    search: 'Procurar por nome',
    all: 'Todos os lotes',
    incomplete:
      'Chegaram {arrived, number} de {announced, plural, one {# arquivo} many {# de arquivos} other {# arquivos}}, incompleto',
    cells:
      '{cells, plural, one {# célula} many {# de células} other {# células}}, {infected, plural, one {# classificada como infectada} many {# classificadas como infectadas} other {# classificadas como infectadas}}',
    fields:
      '{fields, plural, one {# campo} many {# de campos} other {# campos}} com {cells, plural, one {# hemácia} many {# de hemácias} other {# hemácias}}, {infected, plural, one {# classificada como infectada} many {# classificadas como infectadas} other {# classificadas como infectadas}}',
    reviewed:
      '{reviewed, plural, =0 {não verificado} one {# verificado} many {# verificados} other {# verificados}}',
    allReviewed: 'tudo verificado',
    signed:
      '{signed, number} de {of, plural, one {# paciente} many {# de pacientes} other {# pacientes}} com assinatura',
    allSigned: 'assinado',
    made: '{model}, em {at}',
    blind: 'leitura cega',
  },
  rename: {
    label: 'Mudar o nome',
    of: 'Mudar o nome de {name}',
    name: 'Novo nome',
    save: 'Salvar o nome',
    cancel: 'Cancelar',
  },
  trash: {
    title:
      'Lixeira: {count, plural, one {# lote apagado} many {# de lotes apagados} other {# lotes apagados}}',
    titleMore:
      'Lixeira: {count, plural, one {# ou mais lotes apagados} many {# ou mais lotes apagados} other {# ou mais lotes apagados}}',
    deleted: 'apagado em {at}; desaparece de vez em {ends}',
    deletedBy: 'apagado em {at} por {by}; desaparece de vez em {ends}',
    deletedSigned: 'apagado em {at}; contém resultados assinados: só um administrador o apaga de vez',
    deletedSignedBy:
      'apagado em {at} por {by}; contém resultados assinados: só um administrador o apaga de vez',
    restore: 'Restaurar',
    restoreNamed: 'Restaurar {name}',
    end: 'Apagar de vez',
    endNamed: 'Apagar {name} de vez',
    endSure: 'Apagar de vez todas as imagens, resultados e correções de {name}? Não é possível voltar atrás.',
  },
  batch: {
    decimalComma: 'CSV com vírgula decimal',
    decimalCommaExplain:
      'Para planilhas de línguas com vírgula decimal: as células são separadas por ponto e vírgula.',
    progress:
      '{done, number} de {total, plural, one {# imagem lida} many {# de imagens lidas} other {# imagens lidas}}',
    refused:
      '{count, plural, one {# arquivo foi recusado} many {# de arquivos foram recusados} other {# arquivos foram recusados}}',
    noCells:
      '{count, plural, one {# imagem não parece uma célula isolada corada e não foi classificada} many {# de imagens não parecem uma célula isolada corada e não foram classificadas} other {# imagens não parecem uma célula isolada corada e não foram classificadas}}',
    lookAtRefused: 'Olhe para elas e diga o que são',
    failed:
      '{count, plural, one {# imagem não pôde ser lida} many {# de imagens não puderam ser lidas} other {# imagens não puderam ser lidas}}',
    lost: 'A conexão caiu; tentando de novo.',
    model: 'Modelo',
    exports: 'Exportar',
    report: 'Relatório',
    remove: 'Apagar o lote',
    removeSure:
      '{days, plural, =0 {Apagar todas as imagens, resultados e correções deste lote? Não é possível voltar atrás.} one {Apagar este lote? Pode ser restaurado da lixeira durante # dia.} many {Apagar este lote? Pode ser restaurado da lixeira durante # de dias.} other {Apagar este lote? Pode ser restaurado da lixeira durante # dias.}}',
    log: 'Registro',
  },
};
