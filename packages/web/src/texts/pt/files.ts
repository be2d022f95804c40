import type { Catalogue } from '../compiled.js';
import type { files as en } from '../en/files.js';
import { labels } from './labels.js';

export const files: Catalogue<typeof en> = {
  drop: {
    kind: 'O que as imagens mostram',
    kinds: {
      cells: {
        name: 'Células isoladas',
        title: 'Solte células aqui',
        hint: 'Imagens de células isoladas, pastas inteiras ou arquivos zip. Ficam neste servidor.',
      },
      fields: {
        name: 'Campos inteiros de esfregaços delgados',
        title: 'Solte campos aqui',
        hint: 'Campos inteiros de esfregaços delgados ao microscópio, uma pasta por paciente, ou um zip com essas pastas. As hemácias são encontradas e contadas para cada paciente; com uma calibração em pacientes sem malária, a parasitemia é informada.',
      },
    },
    measured: {
      title: 'Valores medidos, se conhecidos',
      assumed: 'Sem hemácias nem hematócrito, supõem-se 5.000.000 de hemácias/µL.',
    },
    accept: {
      title:
        'Contar campos que seriam postos de lado{accepted, plural, =0 {} one {: # regra} many {: # de regras} other {: # regras}}',
      explain:
        'Escolha uma regra só se olhou para estes campos. A sua escolha é guardada com o lote e escrita ao lado dos números. Calibre com a mesma escolha.',
      rules: {
        thick: 'Espesso: as células estão em camadas ou em grumos, ou há mais núcleos do que hemácias',
        blurred: 'Desfocado: as bordas das células não estão nítidas',
        small: 'Pequeno: as células têm apenas alguns pixels de largura',
        sparse: 'Escasso: quase não há hemácias',
        shapes: 'Formas: muitos objetos não parecem hemácias isoladas',
        grey: 'Cinza: imagem a preto e branco, em que não se vê a coloração',
      },
    },
    files: 'Escolher arquivos',
    folder: 'Escolher uma pasta',
    model: labels.model,
    failed: 'O envio parou: {reason}',
    nothing: 'Não havia imagens nem arquivos zip entre estes arquivos.',
    noModel: 'Ainda não há modelo. Treine um com "npx giemsa start", ou inicie o servidor com --model.',
    blind: 'Duas pessoas leem às cegas',
    blindExplain:
      'Ninguém vê o que diz o modelo antes de responder; onde duas pessoas diferem, uma terceira decide. Uma resposta não pode ser mudada.',
    oneByOne: 'Um paciente depois do outro',
  },
  notTaken: {
    pdf: 'um documento PDF não é lido: salve as páginas como PNG ou JPEG',
    heic: 'os navegadores não leem HEIC: envie na página Triagem, ou ajuste a câmera para JPEG (“Mais compatível”)',
    tiff: 'os navegadores não leem TIFF: envie na página Triagem, ou salve como PNG',
    zip: 'aqui não se abrem arquivos zip: descompacte primeiro',
    raw: 'o arquivo bruto de uma câmera não é lido: salve como PNG ou JPEG',
    picture: 'este tipo de imagem não é lido: salve como PNG ou JPEG',
    scanner:
      'o arquivo de um escâner de lâminas ou de um programa de microscópio não é lido: exporte os campos como PNG',
    video: 'um vídeo não é lido: salve imagens soltas como PNG',
    archive: 'este arquivo compactado não é lido: ponha as imagens num zip',
    dicom: 'DICOM não é lido: exporte como PNG',
    other: 'não enviado: pelo nome, não é imagem; leem-se PNG, JPEG, WebP, TIFF, BMP, GIF e HEIC',
  },
  uploads: {
    label: 'Envios',
    sending:
      'Enviando {done, number} de {total, plural, one {# arquivo} many {# de arquivos} other {# arquivos}}: {name}',
    stopped:
      'O envio de {name} parou depois de {done, number} de {total, plural, one {# arquivo} many {# de arquivos} other {# arquivos}}: {reason}',
    lost: 'não é possível chegar ao servidor.',
    open: 'Abrir',
    forget: 'Fechar isto',
  },
  incomplete: {
    title:
      'Chegaram {arrived, number} de {announced, plural, one {# arquivo} many {# de arquivos} other {# arquivos}}. Este envio está incompleto.',
    explain: 'Escolha de novo os mesmos arquivos: só os que faltam são enviados.',
    files: 'Escolher de novo os arquivos',
    folder: 'Escolher de novo a pasta',
    none: 'Nenhum destes arquivos faltava; nada foi enviado.',
    others:
      '{count, plural, one {# destes arquivos não faltava e não foi enviado.} many {# de destes arquivos não faltavam e não foram enviados.} other {# destes arquivos não faltavam e não foram enviados.}}',
    list: '{count, plural, one {falta # arquivo} many {faltam # de arquivos} other {faltam # arquivos}}',
    end: 'Terminar o envio sem eles',
  },
  misplaced: {
    title: {
      cells:
        '{count, plural, one {# imagem parece um campo inteiro, não uma célula isolada.} many {# de imagens parecem campos inteiros, não células isoladas.} other {# imagens parecem campos inteiros, não células isoladas.}}',
      fields:
        '{count, plural, one {# imagem parece uma célula isolada, não um campo.} many {# de imagens parecem células isoladas, não campos.} other {# imagens parecem células isoladas, não campos.}}',
    },
    move: { cells: 'Mover para um novo lote de campos', fields: 'Mover para um novo lote de células' },
  },
  microscope: {
    label: 'Microscópio',
    none: 'sem nome',
    otherModel:
      '{name} não tem calibração com este modelo: não haverá percentagem até que o calibre na página dos modelos.',
  },
};
