import type { Catalogue } from '../compiled.js';
import type { patients as en } from '../en/patients.js';

export const patients: Catalogue<typeof en> = {
  patientPage: {
    all: 'Todos os pacientes do lote',
    report: 'Relatório para imprimir',
    fhir: 'FHIR',
    states: {
      unsigned: 'Não assinado.',
      signed: 'Assinado por {by}, em {at} (versão {version}).',
      changed: 'Mudado depois da assinatura de {by}, em {at}. É preciso assinar de novo.',
    },
    signedInBatch:
      '{count, plural, one {# resultado deste lote foi assinado.} many {# de resultados deste lote foram assinados.} other {# resultados deste lote foram assinados.}}',
    toSignAgain: 'Uma correção cria uma nova versão, que é preciso assinar de novo.',
    changes: 'O que foi mudado:',
    toLookAt: 'Células infectadas e incertas: {looked, number} de {of, number} olhadas',
    toResult: 'Resultado e assinatura',
  },
  looking: {
    title: 'Células infectadas e incertas',
    none: 'Nenhuma célula é classificada como infectada ou incerta, e nada que pareça infectado ficou fora da contagem.',
    explain:
      'Todas as células que o modelo classifica como infectadas ou sobre as quais está incerto. No fim estão lugares em grumos e células não contadas: o que você diz delas não muda nenhum número.',
    progress:
      '{confirmed, number} de {of, number} confirmadas{cannotTell, plural, =0 {} one {, # sem resposta possível} many {, # sem resposta possível} other {, # sem resposta possível}}',
    progressBy:
      '{confirmed, number} de {of, number} confirmadas{cannotTell, plural, =0 {} one {, # sem resposta possível} many {, # sem resposta possível} other {, # sem resposta possível}}, por {readers}',
    answers: {
      infected: 'Infectada',
      uninfected: 'Não infectada',
      'cannot tell': 'Não é possível dizer',
    },
    keys: 'Teclas: I infectada, U não infectada, C não é possível dizer, T retirar a resposta, setas movem.',
    takeBack: 'Retirar a resposta',
    toField: 'Mostrar no seu campo',
    tile: 'Célula {index, number} de {of, number}: {what}',
    picture: 'Célula {cell} de {field} com o que está à volta',
    reasons: {
      infected: 'O modelo classifica-a como infectada.',
      unsure: 'O modelo está incerto.',
      person: 'Uma pessoa diz que está infectada.',
      'readers differ': 'Dois leitores diferem: uma terceira pessoa diz o que é.',
      'in a clump': 'Num grumo: não contada.',
      'cut or covered': 'Cortada pela borda ou coberta: não contada.',
    },
    model: 'Probabilidade do modelo: {probability}.',
    stage: 'Estágio: {stage}.',
    said: '{answer}: {by}, {at}.',
    notYet: 'Ninguém olhou para ela.',
    counts: 'Conta como {final}.',
    open: 'não olhada',
  },
  signing: {
    title: 'Assinatura',
    explain:
      'Você responde por este resultado como é mostrado. Qualquer mudança depois disso cria uma nova versão; o que você assinou continua legível.',
    notAll:
      '{left, plural, one {# célula não foi olhada. Assinar mesmo assim} many {# de células não foram olhadas. Assinar mesmo assim} other {# células não foram olhadas. Assinar mesmo assim}}',
    sign: 'Assinar este resultado',
    hindrance: 'Ainda não pode ser assinado: {why}.',
    versions: 'Versões assinadas',
    version: 'Versão {version}: {by}, {at}',
  },
  details: {
    title: 'Dados deste paciente',
    none: 'nenhum',
    example: 'Enfermaria',
    name: 'Nome do dado {index, number}',
    of: 'Valor do dado {index, number}',
    add: 'Outro dado',
    save: 'Salvar os dados para todos',
    explain:
      'Por exemplo idade, enfermaria ou número da lâmina. Use códigos: nomes de pessoas não devem estar aqui.',
  },
  adding: {
    label: 'Mais campos de {patient}',
    files: 'Adicionar campos',
    camera: 'Tirar uma foto',
    enough:
      '{counted, plural, one {# hemácia contada} many {# de hemácias contadas} other {# hemácias contadas}}: as {cells, number} de {guideline} foram alcançadas.',
    target: '{counted, number} de {cells, number} hemácias contadas ({guideline}).',
    targetFields:
      '{counted, number} de {cells, number} hemácias contadas ({guideline}): {fields, plural, one {falta cerca de # campo como estes} many {faltam cerca de # de campos como estes} other {faltam cerca de # campos como estes}}.',
    nameNeeded: 'Diga primeiro quem você é: os nomes destes arquivos não mostram de que paciente são.',
  },
  sorting: {
    title: 'De quem são estas imagens?',
    explain:
      'Basta um código para cada paciente; nomes de pessoas não devem estar aqui. Também pode ser mudado mais tarde, com o seu nome.',
    from: 'Os pacientes são reconhecidos',
    sources: {
      folders: 'pelas pastas',
      names: 'pelos nomes dos arquivos (antes de _IMG_)',
      pattern: 'por um padrão',
    },
    pattern: 'Padrão',
    patternExplain: 'Do nome sem a extensão: {code} é o código, * é qualquer coisa, por exemplo {example}.',
    code: 'Código do paciente {index, number}',
    files: '{count, plural, one {# imagem} many {# de imagens} other {# imagens}}',
    list: 'Imagens de {patient}',
    nobody: 'de ninguém',
    listOfNobody: 'Imagens de que nada indica o paciente',
    codeOfNobody: 'Código de um paciente para todas estas',
    of: 'Paciente de {file}',
    newPatient: 'um novo paciente',
    another: 'Outro paciente',
    archives:
      '{count, plural, one {# zip é separado pelas suas pastas quando for lido.} many {# de zips são separados pelas suas pastas quando forem lidos.} other {# zips são separados pelas suas pastas quando forem lidos.}}',
    start: 'Começar a leitura',
    cancel: 'Cancelar',
    empty: 'Este paciente ainda não tem imagens.',
    noCode: 'Cada paciente com imagens precisa de um código.',
    change: 'Separar por paciente',
    save: 'Salvar para todos',
    derived: {
      folders: 'Os pacientes são reconhecidos pelas pastas.',
      names: 'Os pacientes são reconhecidos pelos nomes dos arquivos (antes de _IMG_).',
      pattern: 'Os pacientes são reconhecidos por um padrão.',
    },
    setBy: 'Escolhido por {by}, em {at}.',
    sortedBy: 'Separado por {by}, em {at}.',
  },
};
