import type { Catalogue } from '../compiled.js';
import type { training as en } from '../en/training.js';

export const training: Catalogue<typeof en> = {
  training: {
    from: {
      title: 'Com que aprende',
      folder: 'Uma pasta do servidor',
      set: 'Um conjunto rotulado que envio',
      batches: 'Lotes de células isoladas que pessoas responderam',
      noBatches:
        'Ninguém respondeu ainda a uma célula de um lote. Abra um lote de células isoladas e verifique-o.',
      setChoice: 'Conjunto rotulado',
      noSet: 'Ainda não há nenhum conjunto rotulado.',
      about:
        '{cells, plural, one {# célula} many {# de células} other {# células}} de {patients, plural, one {# paciente conhecido} many {# de pacientes conhecidos} other {# pacientes conhecidos}}; {classes}',
      upload: 'Enviar um conjunto',
      uploadHint:
        'Uma pasta com uma pasta para cada classe, por exemplo Parasitized e Uninfected. Os nomes dos arquivos dizem os pacientes: P12_IMG_3.png é do paciente P12.',
      uploadName: 'Nome do conjunto',
      choose: { files: 'Escolher arquivos zip', folder: 'Escolher a pasta do conjunto' },
      delete: 'Apagar o conjunto {name}',
      deleteSure: 'Apagar o conjunto rotulado {name}? Os treinos terminados com ele ficam.',
    },
    how: {
      title: 'Como aprende',
      more: 'Mais ajustes',
      asRecipe: 'como na receita: {value}',
      from: 'Começar com',
      newNetwork: 'uma rede nova, como na receita',
      fromMeans:
        'Um modelo que continua a aprender mantém a rede e o tamanho das imagens. Tem de conhecer as mesmas classes.',
      recipes: {
        fast: 'parte de pesos fornecidos que só viram células desenhadas',
        best: 'validada por paciente; o modelo preciso fornecido foi feito com ela',
        transfer: 'afina os pesos ImageNet, que o servidor baixa (94 MB)',
        smear: 'para células recortadas de campos inteiros, de vários microscópios',
        'keras-2021': 'o programa do tutorial do Keras, chamada a chamada',
        synthetic: 'para células desenhadas: um minuto em dois núcleos',
      },
      recipeMeans: 'Ajustes que vão juntos. Os de baixo mudam um só.',
      epochs:
        'Quantas vezes percorre todas as células. Mais demoram mais, e a certa altura só aprende estas células de cor.',
      learning_rate:
        'Quanto avança cada passo, no máximo. Grande demais e a perda salta ou deixa de ser um número; pequena demais e aprende devagar.',
      batch_size: 'Células que são olhadas antes de cada passo. Mais precisam de mais memória.',
      image_size: 'Largura e altura em pixels a que cada célula é levada. O tempo cresce com o quadrado.',
      split: 'Células de que não aprende; nelas se medem os números.',
      splits: {
        patient: 'pacientes inteiros',
        image: 'células isoladas (números bons demais)',
        folders: 'segundo as pastas train e test',
      },
      validation_fraction: 'Parte das células que é separada, de 0 a 1.',
      seed: 'Fixa os números ao acaso. A mesma semente e os mesmos dados dão o mesmo modelo.',
      augmentation: 'Mudar as células ao acaso enquanto aprende: viradas, espelhadas, com outra coloração',
      positive_class: 'A classe das células infectadas, se os nomes não a dizem.',
      noWhole: '{field}: “{text}” não é um número inteiro.',
      noNumber: '{field}: “{text}” não é um número.',
    },
    nameHint: 'Nome, se quiser',
    note: 'Nota, por exemplo porque experimenta isto',
    plan: {
      title: 'O que será feito',
      cells:
        '{cells, plural, one {# célula} many {# de células} other {# células}} de {patients, plural, one {# paciente conhecido} many {# de pacientes conhecidos} other {# pacientes conhecidos}}: {classes}.',
      split:
        'Aprende de cerca de {train, plural, one {# célula} many {# de células} other {# células}} e é medido em cerca de {held, plural, one {# outra} many {# de outras} other {# outras}}.',
      missing: 'Ainda não pode começar:',
      notes: 'O que os números não dirão:',
      time: 'O treino em si demora cerca de {time}.',
      times: {
        seconds: '{count, plural, one {# segundo} many {# de segundos} other {# segundos}}',
        minutes: '{count, plural, one {# minuto} many {# de minutos} other {# minutos}}',
        hours: '{count, plural, one {# hora} many {# de horas} other {# horas}}',
      },
      fromRun: 'Pela velocidade do treino {run} nesta máquina: {rate} células por segundo.',
      measured:
        'Por {steps, plural, one {# passo} many {# de passos} other {# passos}} cronometrados agora nesta máquina: {rate} células por segundo.',
      busy: 'Ao mesmo tempo outra coisa era calculada, por isso pode ser mais rápido.',
      unknown: 'Não se sabe quanto demora: nenhum treino teve aqui esta rede e este tamanho de imagem.',
      measure: 'Cronometrar alguns passos',
      measuring: 'Alguns passos são cronometrados; demora até um minuto.',
    },
    startedBy: 'Iniciado por {by} com {data}',
    steps: {
      collecting: 'cópia das imagens',
      reading: 'leitura das imagens',
      training: 'treino',
      evaluating: 'medição nas células separadas',
      comparing: 'comparação',
    },
    goesOn: 'Pode sair desta página: o treino continua no servidor, mesmo que este reinicie.',
    stopSure: 'Parar este treino? Pode ser retomado do último ponto salvo, de há dois minutos no máximo.',
    resume: 'Retomar',
    elsewhere: 'Foi iniciado na linha de comandos: pare-o e retome-o lá.',
    edit: 'Nome e nota',
    editOf: 'Nome e nota de {run}',
    save: 'Salvar',
    delete: 'Apagar',
    deleteSure: 'Apagar o treino {run}, com o modelo e os números?',
    deleteSureTrash:
      'Apagar o treino {run}? Pode ser restaurado da lixeira durante {days, plural, one {# dia} many {# de dias} other {# dias}}.',
    trash:
      '{count, plural, one {Lixeira: # treino apagado} many {Lixeira: # de treinos apagados} other {Lixeira: # treinos apagados}}',
    endSure: 'Apagar de vez o treino {run}, com o modelo e os números? Não pode ser desfeito.',
    measured: {
      cells:
        'Medido em {cells, plural, one {# célula separada} many {# de células separadas} other {# células separadas}}.',
      patients:
        'Medido em {cells, plural, one {# célula separada} many {# de células separadas} other {# células separadas}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}.',
    },
    intervals: {
      patients: 'Entre colchetes: intervalos de 95 % por sorteio de pacientes inteiros.',
      cells:
        'Entre colchetes: intervalos de 95 % como se as células fossem independentes, porque nem todos os pacientes são conhecidos: estreitos demais.',
      few: 'Sem intervalos: são muito poucos pacientes.',
    },
    curves: {
      smoothing: 'Suavização',
      explain: 'Treino: cada passo. Validação: as células separadas, depois de cada época.',
      keys: 'Passe o ponteiro sobre uma curva, ou foque-a e pressione ← ou →, para ler os valores.',
      at: 'Época {epoch}',
      atStep: 'Época {epoch}, passo {step, number}',
      rate: 'taxa de aprendizagem {value}',
    },
    table: {
      title: 'Lado a lado',
      facts: {
        state: 'Estado',
        data: 'Dados',
        cells: 'Células, pacientes',
        held: 'Separado: células, pacientes',
        recipe: 'Receita',
        network: 'Rede',
        epochs: 'Épocas',
        learning_rate: 'Taxa de aprendizagem',
        batch_size: 'Tamanho dos grupos',
        image_size: 'Tamanho das imagens',
        split: 'Separado por',
        seed: 'Semente',
        time: 'Duração do treino',
        note: 'Nota',
      },
      splits: { patient: 'pacientes', image: 'células', folders: 'pastas', file: 'um arquivo' },
    },
    compare: {
      title: 'O modelo anterior e este, nos mesmos pacientes separados',
      explain:
        'Os dois modelos olham as células que este treino separou, sem os pacientes de que o outro modelo aprendeu.',
      with: 'Comparar com',
      go: 'Comparar',
      none: 'Não há outro modelo.',
      waits: 'Comparado com {model} assim que não houver outro trabalho.',
      failed: 'A comparação com {model} falhou: {reason}',
      caption: {
        cells:
          '{model} e este treino {cells, plural, one {na mesma célula} many {nas mesmas # de células} other {nas mesmas # células}}',
        patients:
          '{model} e este treino {cells, plural, one {na mesma célula} many {nas mesmas # de células} other {nas mesmas # células}} de {patients, plural, one {# paciente} many {# de pacientes} other {# pacientes}}',
      },
      after: 'Este treino',
      difference: 'Diferença',
      method:
        'Entre colchetes: intervalos de 95 % por sorteio de pacientes inteiros, os mesmos para os dois modelos. Uma diferença cujo intervalo contém 0 pode ser acaso.',
      without: {
        'patients not known': 'Sem intervalos: nem todos os pacientes são conhecidos.',
        'too few patients': 'Sem intervalos: são muito poucos pacientes.',
      },
      leftOut:
        '{count, plural, one {# célula separada não conta: {model} aprendeu do seu paciente.} many {# de células separadas não contam: {model} aprendeu dos seus pacientes.} other {# células separadas não contam: {model} aprendeu dos seus pacientes.}}',
      unread:
        '{count, plural, one {# célula separada não conta: a imagem já não existe.} many {# de células separadas não contam: as imagens já não existem.} other {# células separadas não contam: as imagens já não existem.}}',
      unknown:
        'Não se sabe com que {model} foi treinado: pode ter aprendido de alguns destes pacientes, o que o favorece.',
      old: 'Este treino continuou desde então: compare outra vez.',
    },
  },
};
