import type { Catalogue } from '../compiled.js';
import type { smear as en } from '../en/smear.js';

export const smear: Catalogue<typeof en> = {
  smear: {
    patient: 'Paciente {patient}',
    made: 'A partir de que os números são feitos',
    line: '{patient}: {infected, number} de {counted, number} hemácias classificadas como infectadas',
    waiting:
      '{count, plural, one {# campo ainda espera para ser lido.} many {# de campos ainda esperam para ser lidos.} other {# campos ainda esperam para ser lidos.}}',
    interval: 'intervalo de 95 %: {low} a {high} %',
    corrected:
      'Corrigida pelos falsos alarmes e pelas falhas do modelo. Como foi contada: {value} % ({low} a {high} %).',
    correctedNoMisses:
      'Corrigida pelos falsos alarmes do modelo; as falhas não foram medidas, por isso pode ser mais alta. Como foi contada: {value} % ({low} a {high} %).',
    orMore: 'ou mais;',
    withoutMissed: 'sem as células não vistas;',
    cannotTell: 'O que a calibração não pode dizer:',
    statement: {
      nothing: 'Não foi possível contar nenhuma hemácia; por isso não há resultado.',
      found:
        '{infected, plural, one {# de {counted, number} hemácias foi classificada como infectada.} many {# de {counted, number} hemácias foram classificadas como infectadas.} other {# de {counted, number} hemácias foram classificadas como infectadas.}}',
      foundGametocytes:
        '{infected, plural, one {# de {counted, number} hemácias foi classificada como infectada (gametócitos: {gametocytes, number}).} many {# de {counted, number} hemácias foram classificadas como infectadas (das quais gametócitos: {gametocytes, number}).} other {# de {counted, number} hemácias foram classificadas como infectadas (das quais gametócitos: {gametocytes, number}).}}',
      fewerThan:
        'Assim, de todas as hemácias deste esfregaço, menos de {share} seriam classificadas como infectadas (confiança de 95 %).',
      unknown:
        'Não se sabe aqui quantas um paciente sem malária mostraria: calibre o microscópio em pacientes sem malária.',
      cannotExclude: 'Um esfregaço delgado não pode excluir a malária.',
      more: 'É mais do que as {blank, number} que um paciente sem malária pode mostrar.',
      within:
        'Não é mais do que um paciente sem malária pode mostrar ({blank, number}). Um paciente com {share} de células infectadas pode mostrar tão poucas.',
      notInterpretable:
        'Não pode ser interpretado: um paciente sem malária pode mostrar até {blank, number}, e um com {share} de células infectadas pode mostrar tão poucas. Conte mais células, ou calibre o microscópio em mais pacientes sem malária.',
    },
    density: '{value} parasitas/µL ({low} a {high}), a partir de {redCells}.',
    redCells: {
      measured: '{cells} hemácias/µL, medidas',
      haematocrit: '{cells} hemácias/µL, hematócrito {haematocrit} % × {factor}',
      assumed: '{cells} hemácias/µL, supostas: não medidas neste paciente',
    },
    noDensity: 'Os parasitas/µL não são calculados: o hematócrito está vazio.',
    severity: {
      'severe malaria by parasitaemia (CDC)': 'malária grave pela parasitemia (CDC): {state}',
      'hyperparasitaemia (WHO)': 'hiperparasitemia (OMS): {state}',
    },
    reached: {
      reached: 'alcançada',
      possible: 'possível',
      'not excluded': 'não excluída',
    },
    guidelines: { 'CDC, below 1 %': 'CDC, abaixo de 1 %' },
    tooFew: 'Menos hemácias do que o exigido: {unmet}.',
    tooFewFields:
      'Menos hemácias do que o exigido: {unmet}. Para o primeiro {fields, plural, one {falta # campo como estes} many {faltam # de campos como estes} other {faltam # campos como estes}}.',
    stages:
      'Estágios das células infectadas: {rings, plural, one {# anel} many {# de anéis} other {# anéis}}, {trophozoites, plural, one {# trofozoíto} many {# de trofozoítos} other {# trofozoítos}}, {schizonts, plural, one {# esquizonte} many {# de esquizontes} other {# esquizontes}}, {gametocytes, plural, one {# gametócito} many {# de gametócitos} other {# gametócitos}}, {unsure, plural, one {# incerto (contado como assexuado)} many {# incertos (contados como assexuados)} other {# incertos (contados como assexuados)}}. Os gametócitos não fazem parte da parasitemia.',
    stagesLearned:
      'A rede dos estágios aprendeu P. vivax num só microscópio: ali reconheceu 41 de 54 gametócitos e tomou 2 de 55 parasitas assexuados por gametócitos. Outras espécies não foram testadas.',
    seen: 'Classificadas como infectadas mas não contadas, a verificar: {inClumps, number} em grumos, {cut, plural, one {# cortada pela borda} many {# cortadas pela borda} other {# cortadas pela borda}}.',
    reviewers: 'Corrigido por {names}. Os números são os de depois da correção.',
    noted: 'A saber sobre campos contados:',
    notes: 'Estes campos foram tirados da mesma forma?',
    accepted: 'Há campos contados embora uma regra os pusesse de lado. Regras aceitas: {rules}.',
    rules: {
      thick: 'espesso',
      blurred: 'desfocado',
      small: 'pequeno',
      sparse: 'escasso',
      shapes: 'formas',
      grey: 'cinza',
    },
    checksum: 'O SHA-256 do arquivo do modelo é {sha256}.',
    microscope: 'Microscópio: {name}.',
    microscopeCalibrated: 'Microscópio: {name}, calibrado em {made}.',
    correctedBy: 'corrigido: {name}',
    setAside:
      '{count, plural, one {# campo foi posto de lado:} many {# de campos foram postos de lado:} other {# campos foram postos de lado:}}',
    fieldCounts:
      '{infected, plural, one {# infectada} many {# infectadas} other {# infectadas}} de {counted, number}',
    fieldCountsEdited:
      '{infected, plural, one {# infectada} many {# infectadas} other {# infectadas}} de {counted, number} · {edits, plural, one {# correção} many {# de correções} other {# correções}}',
    statuses: { waiting: 'à espera', done: 'lido', refused: 'posto de lado', failed: 'ilegível' },
  },
  blood: {
    titleAll: 'Hemácias de todos os pacientes',
    title: 'Hemácias deste paciente',
    perMicrolitre: '{redCells, number} por µL',
    haematocrit: 'hematócrito {haematocrit} %',
    notMeasured: 'não medidas',
    notKnown: 'não conhecidas',
    set: 'definido por {by}, em {at}',
    save: 'Salvar para todos',
    noNumber: '“{text}” não é um número de hemácias, como 4.500.000.',
    explain:
      'Se ambos forem dados, usam-se as hemácias por µL. Se ambos estiverem vazios, vale o que veio com o envio.',
  },
};
