import type { Catalogue } from '../compiled.js';
import type { reading as en } from '../en/reading.js';

export const reading: Catalogue<typeof en> = {
  reading: {
    title: 'Leitura cega',
    explain:
      'Duas pessoas respondem sobre cada célula sem ver o que diz o modelo ou a outra pessoa; uma terceira decide onde elas diferem. Uma resposta não pode ser mudada. Começa antes da primeira resposta.',
    begin: 'Ler às cegas',
    end: 'Terminar a leitura cega',
    endExplain:
      'Depois, tudo é mostrado a todos. O que duas pessoas leram continua decidido pelas suas respostas.',
    who: 'Quem lê?',
    reads: 'Sou eu',
    progress:
      'Você respondeu {yours, number} de {all, plural, one {# célula} many {# de células} other {# células}}. Lidas por duas pessoas: {byTwo, number}; à espera de uma terceira: {waiting, number}; decididas por uma terceira: {decided, number}.',
    read: 'Ler {count, plural, one {# célula} many {# de células} other {# células}}',
    decide:
      'Decidir {count, plural, one {# célula em que dois leitores discordam} many {# de células em que dois leitores discordam} other {# células em que dois leitores discordam}}',
    open: 'deixada em aberto pelos leitores',
    nothing: 'Não há mais nada para você ler.',
    later: 'A concordância será mostrada quando não houver mais nada para você ler.',
    figure: 'Concordância',
    between: '{first} e {second}',
    withModel: '{reader} e o modelo',
    columns: {
      who: 'Quem',
      cells: 'Células',
      agree: 'Concordam',
      kappa: 'Kappa de Cohen',
      interval: 'Kappa, intervalo de 95 %',
    },
    share: '{share} % ({agreed, number}; 95 %: {low} a {high})',
    noKappa: 'não definido: uma só classe',
    noInterval: 'nenhum: concordam em tudo',
    interval: '{low} a {high}',
    table: 'Linhas: {first}; colunas: {second}',
    model: 'o modelo',
    method:
      'Intervalos: Wilson para a percentagem; Fleiss, Cohen e Everitt (1969) para o kappa. Supõem células independentes.',
    copiesBefore:
      'Antes do início da leitura cega, resultados foram mostrados, e alguém fez cópias deles. Quem tem uma pode saber o que diz o modelo:',
    copy: '{person} {did}, em {when}',
    fields: {
      explain:
        'Duas pessoas olham cada campo e marcam as células infectadas sem ver o que diz o modelo ou a outra pessoa; uma terceira decide onde elas diferem. O que é enviado não pode ser mudado. Começa antes da primeira resposta, e os números são mostrados quando tudo estiver lido.',
      progress:
        'Você leu {yours, number} de {all, plural, one {# campo} many {# de campos} other {# campos}}.',
      read: 'Ler {count, plural, one {# campo} many {# de campos} other {# campos}}',
      states: {
        toRead:
          '{cells, plural, one {# célula para ler} many {# de células para ler} other {# células para ler}}',
        toDecide:
          '{cells, plural, one {# célula em que dois leitores diferem} many {# de células em que dois leitores diferem} other {# células em que dois leitores diferem}}',
        readByYou: 'lido por você',
        agreed: 'lido por duas pessoas, que concordam',
        decided: 'lido por duas pessoas, decidido por uma terceira',
        waits: 'espera leitores',
        disagreed: 'espera uma terceira pessoa',
      },
      asked:
        'Marque as infectadas entre {cells, plural, one {# célula} many {# de células} other {# células}}. Um clique ou toque marca uma célula; outro tira a marca.',
      deciding:
        '{cells, plural, one {Dois leitores diferem em # célula: você decide. Marque-a se estiver infectada.} many {Dois leitores diferem em # de células: você decide. Marque as infectadas.} other {Dois leitores diferem em # células: você decide. Marque as infectadas.}}',
      nothing: 'Não há nada para responder neste campo.',
      said: 'O que é?',
      infected: 'Infectada',
      uninfected: 'Não infectada',
      noCell: 'Não é hemácia',
      cell: 'Célula {id}: {word}',
      words: { infected: 'infectada', uninfected: 'não infectada', 'no cell': 'não é hemácia' },
      unmarked: 'não marcada',
      notAsked: 'não perguntada',
      choose: 'Escolha uma célula no campo.',
      counts:
        'Infectadas: {infected, number}. Não são hemácias: {notCells, number}. Não infectadas, pois você não marcou outra coisa: {others, number}.',
      stands: 'O que você envia fica: não pode ser mudado nem retirado.',
      send: 'Olhei todas: enviar',
      next: 'Próximo campo para ler',
      all: 'Todos os campos do lote',
      model: 'O modelo: {word}',
      answer: '{reviewer}: {word}',
      legend: {
        asked: 'para ler',
        uninfected: 'não infectada',
        infected: 'infectada',
        notCell: 'não é hemácia',
        others: 'não perguntada',
      },
      keys: 'Teclas no campo: N e P célula seguinte e anterior. I infectada, U não infectada, X não é hemácia, espaço marca ou desmarca. + e − zoom, 0 campo inteiro, setas movem. Segure H para esconder os contornos.',
      patientHidden: 'Os campos deste paciente são lidos às cegas.',
    },
    hidden: 'Leitura cega: o que dizem o modelo e os outros é mostrado depois da sua resposta.',
    disagree: 'Dois leitores discordam. Você decide.',
    said: '{reviewer}: {what}, em {when}',
    states: {
      waits: 'Espera um segundo leitor.',
      agreed: 'Os leitores concordam.',
      disagreed: 'Os leitores discordam: uma terceira pessoa decide.',
      decided: 'Os leitores discordaram; uma terceira pessoa decidiu.',
    },
    keys: 'Teclas: 1 a {classes, number} a classe, N não é célula, S pular, ← e → mover, Esc fecha. Uma resposta fica.',
    filters: { disagreed: 'Leitores discordam', toRead: 'Não lidas por você' },
  },
};
