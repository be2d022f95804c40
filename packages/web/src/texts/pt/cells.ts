import type { Catalogue } from '../compiled.js';
import type { cells as en } from '../en/cells.js';
import { labels } from './labels.js';

export const cells: Catalogue<typeof en> = {
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
  },
  threshold: {
    label: labels.threshold,
    explain: 'Uma célula é classificada como {positive} a partir de uma probabilidade de {threshold}.',
    unsure:
      '{count, plural, one {# é incerta: tão perto do limiar que uma pessoa deve decidir.} many {# são incertas: tão perto do limiar que uma pessoa deve decidir.} other {# são incertas: tão perto do limiar que uma pessoa deve decidir.}}',
    from: 'Vem de: {source}.',
    setBy: 'Definido para todos por {by}, em {at}.',
    onlyHere:
      'Você está experimentando este limiar: o lote, seus arquivos e as outras pessoas mantêm {held}.',
    set: 'Usar {threshold} para todos',
    back: 'Voltar a {threshold}',
    own: 'Voltar ao limiar original, {threshold}',
  },
  counts: {
    known: 'Classes conhecidas',
    sensitivity: 'Sensibilidade',
    specificity: 'Especificidade',
    accuracy: 'Acurácia',
    auc_roc: 'AUC (ROC)',
  },
  gallery: {
    label: 'Imagens',
    show: 'Mostrar',
    order: 'Ordem',
    orders: {
      probability: 'As mais prováveis primeiro',
      unsure: 'As incertas primeiro',
      upload: 'Como enviadas',
    },
    all: 'Todas',
    unsure: 'Incertas',
    disagreed: 'Corrigidas',
    unreviewed: 'Não verificadas',
    mistakes: 'Diferentes da classe conhecida',
    refused: 'Recusadas pelo modelo',
    heat: 'Mapas de calor em todas',
    dashed: 'Moldura tracejada: não é a classe conhecida.',
    review: 'Verificar com o teclado',
    empty: 'Não há imagens aqui.',
    shown: '{count, plural, one {# imagem} many {# de imagens} other {# imagens}}',
  },
  patients: { title: 'Pacientes', patient: 'Paciente', pictures: 'Imagens', share: 'Parte' },
  review: {
    title: 'Verificação',
    reviewer: labels.reviewer,
    reviewerNeeded: 'Escreva o seu nome ou iniciais: são guardados com cada resposta.',
    agree: 'Concordo',
    disagree: 'Discordo',
    skip: 'Pular',
    heat: 'Mapa de calor',
    previous: 'Anterior',
    next: 'Seguinte',
    close: 'Fechar',
    keys: 'Teclas: A concordo, D discordo, S pular, T retirar a resposta, H mapa de calor, ← e → mover, Esc fecha',
    says: 'O modelo diz {name}: {probability}',
    known: 'Classe conhecida: {label}',
    said: '{verdict}, {reviewer}, {when}',
    saidClass: '{verdict}: {label}, {reviewer}, em {when}',
    failed: 'A resposta não foi salva: {reason}',
    of: '{index, number} de {total, number}',
    verdicts: { agree: 'Concordou', disagree: 'Discordou', skip: 'Pulou' },
    refused: 'O modelo recusou-a: {reason}',
    itIs: 'É {name}',
    noCell: 'Não é uma célula',
    nothing: 'não é uma célula',
    takeBack: 'Retirar a resposta',
  },
};
