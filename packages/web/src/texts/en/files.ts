import { labels } from './labels.js';

/** Words about uploads and the files of a batch. */
export const files = {
  drop: {
    kind: 'What the pictures show',
    kinds: {
      cells: {
        name: 'Single cells',
        title: 'Drop cells here',
        hint: 'Pictures of single cells, whole folders, or zip archives. They stay on this server.',
      },
      fields: {
        name: 'Whole fields of thin smears',
        title: 'Drop fields here',
        hint: 'Whole microscope fields of thin smears, one folder per patient, or a zip archive of such folders. Red cells are found and counted for each patient; with a calibration on patients without malaria, parasitaemia is reported.',
      },
    },
    measured: {
      title: 'Measured values, if known',
      assumed: 'Without red cells or haematocrit, 5,000,000 red cells/µL are assumed.',
    },
    accept: {
      title: 'Count fields that would be set aside{accepted, plural, =0 {} one {: # rule} other {: # rules}}',
      explain:
        'Choose a rule only if you have looked at these fields. What you choose is kept with the batch and written beside its figures. Calibrate with the same choice.',
      rules: {
        thick: 'Thick: cells lie in layers or clumps, or there are more nuclei than red cells',
        blurred: 'Blurred: the edges of the cells are out of focus',
        small: 'Small: cells are only a few pixels wide',
        sparse: 'Sparse: there are almost no red cells',
        shapes: 'Shapes: many objects do not look like single red cells',
        grey: 'Grey: a picture in black and white, so the stain cannot be seen',
      },
    },
    files: 'Choose files',
    folder: 'Choose a folder',
    model: labels.model,
    failed: 'The upload stopped: {reason}',
    nothing: 'There were no pictures or zip archives among these files.',
    noModel: 'There is no model yet. Train one with "npx giemsa start", or start the server with --model.',
    blind: 'Two persons read it blind',
    blindExplain:
      'Nobody sees what the model says before they have answered; where two persons differ, a third decides. An answer cannot be changed.',
    oneByOne: 'One patient after the other',
  },
  notTaken: {
    pdf: 'a PDF document is not read: save its pages as PNG or JPEG',
    heic: 'HEIC is not read by browsers: upload it on Screen, or set the camera to JPEG ("Most compatible")',
    tiff: 'TIFF is not read by browsers: upload it on Screen, or save it as PNG',
    zip: 'archives are not unpacked here: unpack it first',
    raw: 'a camera’s raw file is not read: save it as PNG or JPEG',
    picture: 'this kind of picture is not read: save it as PNG or JPEG',
    scanner: 'the file of a slide scanner or microscope program is not read: export the fields as PNG',
    video: 'a video is not read: save single frames as PNG',
    archive: 'this archive is not read: pack the pictures as zip',
    dicom: 'DICOM is not read: export it as PNG',
    other: 'not sent: by its name it is no picture; PNG, JPEG, WebP, TIFF, BMP, GIF and HEIC are read',
  },
  uploads: {
    label: 'Uploads',
    sending: 'Sending {done, number} of {total, plural, one {# file} other {# files}}: {name}',
    stopped:
      'The upload of {name} stopped after {done, number} of {total, plural, one {# file} other {# files}}: {reason}',
    lost: 'the server cannot be reached.',
    open: 'Open',
    forget: 'Close this',
  },
  incomplete: {
    title:
      '{arrived, number} of {announced, plural, one {# file} other {# files}} arrived. This upload is incomplete.',
    explain: 'Choose the same files again: only those that are missing are sent.',
    files: 'Choose the files again',
    folder: 'Choose the folder again',
    none: 'None of these files is a missing one; nothing was sent.',
    others:
      '{count, plural, one {One of these files is not a missing one and was not sent.} other {# of these files are not missing ones and were not sent.}}',
    list: '{count, plural, one {# file is missing} other {# files are missing}}',
    end: 'End the upload without them',
  },
  misplaced: {
    title: {
      cells:
        '{count, plural, one {One picture looks like a whole field, not like a single cell.} other {# pictures look like whole fields, not like single cells.}}',
      fields:
        '{count, plural, one {One picture looks like a single cell, not like a field.} other {# pictures look like single cells, not like fields.}}',
    },
    move: { cells: 'Move to a new batch of fields', fields: 'Move to a new batch of cells' },
  },
  microscope: {
    label: 'Microscope',
    none: 'not named',
    otherModel:
      '{name} has no calibration with this model: there will be no percentage until you calibrate it on the page of models.',
  },
} as const;
