import type { Catalogue } from '../compiled.js';
import type { teaching as en } from '../en/teach.js';

export const teaching: Catalogue<typeof en> = {
  teach: {
    title: 'Ensinar um modelo',
    link: 'Ensinar um modelo com células rotuladas próprias',
    explain: 'Um modelo aprende com as suas células neste navegador: as imagens nunca saem desta máquina.',
    insecure: 'Só é possível ensinar um modelo por https, ou na máquina do próprio servidor.',
    drop: 'Solte pastas de células rotuladas, com os nomes das classes: {classes}',
    hint: 'Se os nomes dos arquivos indicam os pacientes, como P12_cell_003.png, os números são de pacientes com os quais o modelo não aprendeu.',
    noLabels: 'Nenhuma imagem está em uma pasta com o nome de uma classe: {classes}',
    others:
      '{count, plural, one {# arquivo não está} many {# de arquivos não estão} other {# arquivos não estão}} em nenhuma pasta de uma classe e ficam de fora.',
    reading: 'Lendo as células …',
    learning: 'Aprendendo: {percent} %',
    oneThread: 'Calcula em um só núcleo: os navegadores permitem mais apenas em páginas isoladas.',
    stop: 'Parar depois desta volta',
    stopping: 'Para depois desta volta …',
    failed: 'Não foi possível ensinar o modelo: {reason}',
    replaceSure: 'O modelo ensinado se perde se não for salvo. Começar de novo?',
    name: '{model}, ensinado',
    result: 'O que ele aprendeu',
    byPatient:
      'Aprendeu com {training, plural, one {# célula} many {# de células} other {# células}}; medido em {validation, plural, one {# célula} many {# de células} other {# células}} de outros pacientes.',
    byImage:
      'Aprendeu com {training, plural, one {# célula} many {# de células} other {# células}}; medido em mais {validation, plural, one {# célula} many {# de células} other {# células}}. Nenhum nome de arquivo indica um paciente; as células de um paciente são parecidas, por isso estes números são bons demais.',
    figure: 'Número',
    before: 'Antes',
    now: 'Agora',
    use: 'Usá-lo no modo privado',
    save: 'Salvar como .{format}',
  },
};
