import type { Catalogue } from '../compiled.js';
import type { models as en } from '../en/models.js';

export const models: Catalogue<typeof en> = {
  models: {
    title: 'Modelos',
    cards: 'Fichas',
    defaultFor: { cells: 'Padrão', fields: 'Padrão para campos' },
    none: 'Ainda não há modelo. Treine um com "npx giemsa start".',
    facts: {
      architecture: 'Arquitetura',
      parameters: 'Parâmetros',
      recipe: 'Receita',
      classes: 'Classes do modelo',
      threshold: 'Limiar',
      size: 'Tamanho da imagem',
      calibrated: 'Calibrado',
      sha256: 'SHA-256',
      assumed: 'Suposto: {what}',
      modified: 'Arquivo mudado',
    },
    yes: 'sim',
    no: 'não',
    metrics: 'Números do seu treino',
    noMetrics: 'Não há números guardados com este modelo.',
    limits: 'Não testado com outras colorações, microscópios, câmeras e pacientes que não os dos seus dados.',
  },
  adoptions: {
    title: 'Modelos adaptados ao seu microscópio',
    explain:
      'Feitos aqui ou com giemsa adopt. Um modelo só é usado depois que uma pessoa o publica. Depois calibre-o: uma calibração vale para um só modelo.',
    offered: 'melhor: pode ser publicado',
    notOffered: 'não oferecido',
    inUse: 'em uso como {name}',
    from: 'Adaptado de {model}, em {made}',
    figures: 'Todos os números, como o comando os mostra',
    comparison: {
      caption:
        'Modelo antigo e novo comparados; entre parênteses, intervalos de 95 %, como se as células fossem independentes',
      figure: 'Número',
      before: 'Modelo antigo',
      after: 'Modelo novo',
      heldOut: {
        patient:
          'Seu microscópio: {groups, plural, one {# paciente com que não se aprendeu} many {# de pacientes com que não se aprendeu} other {# pacientes com que não se aprendeu}}',
        field:
          'Seu microscópio: {groups, plural, one {# campo com que não se aprendeu} many {# de campos com que não se aprendeu} other {# campos com que não se aprendeu}}',
      },
      elsewhere: 'Noutro lugar: {what}',
      falseAlarms: 'Falsos alarmes por 1.000 células sadias',
      sensitivity: 'Células infectadas encontradas',
      drawn: 'Parasitas desenhados encontrados',
      of: 'de {cells, number}',
      interval: '{value} ({low} a {high})',
      notMeasured: 'não medido',
    },
    name: 'Nome do modelo',
    publish: 'Publicar',
    back: 'Voltar à versão {version}',
    version: 'versão {version} em uso',
    acts: {
      'began with': 'Começou com a versão {version}: {by}, {at}',
      published: 'Versão {version} publicada: {by}, {at}',
      'went back to': 'Voltou à versão {version}: {by}, {at}',
    },
  },
  compare: {
    heading: 'Dois modelos lado a lado',
    explain: 'Um segundo modelo lê as imagens de um lote.',
    none: 'São precisos dois modelos e um lote de células isoladas.',
    reading: 'Nada é comparado antes que os dois modelos tenham lido todas as imagens.',
    batch: 'Lote',
    with: 'e o modelo',
    go: 'Comparar',
    back: 'Todos os modelos',
    title: '{first} e {second}',
    agreement: 'O que diz cada modelo',
    differences: 'As probabilidades diferem {mean} em média, {largest} no máximo.',
    others:
      '{count, plural, one {Um dos modelos recusou ou não pôde ler # imagem.} many {Um dos modelos recusou ou não pôde ler # de imagens.} other {Um dos modelos recusou ou não pôde ler # imagens.}}',
    thresholds: 'Nos limiares próprios dos modelos, {first} e {second}.',
    disagreements:
      'Diferem em {count, number} de {total, plural, one {# imagem} many {# de imagens} other {# imagens}}',
    noDisagreement: 'Ambos concordam em todas as imagens.',
    first: 'As {count, number} com a maior diferença:',
    otherClasses: 'Os modelos têm classes diferentes: {names}.',
  },
};
