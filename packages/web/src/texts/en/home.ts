/** Words of the first page. */
export const home = {
  home: {
    does: 'giemsa finds malaria in pictures of Giemsa-stained blood films: it marks cells that look infected, counts whole fields for each patient, and lets people correct every answer.',
    doesNot:
      'It makes no diagnosis: its answers can be wrong, and a person must look at every result that matters.',
    samples: {
      label: 'No pictures at hand?',
      cells: 'Try with sample cells',
      fields: 'Try a sample field',
      /** Of the batches, so that nobody takes them for a patient. */
      names: { cells: 'Sample: drawn cells', fields: 'Sample: a drawn field' },
      explain:
        'They are drawn by giemsa. The models learned from photographs, so their mistakes here say nothing about real cells.',
      drawing: 'Drawing the sample …',
    },
  },
  batches: {
    title: 'Recent batches',
    none: 'Nothing has been uploaded yet.',
    notFound: 'No batch has “{search}” in its name.',
    search: 'Search by name',
    all: 'All batches',
    incomplete: '{arrived, number} of {announced, plural, one {# file} other {# files}} arrived, incomplete',
    cells: '{cells, plural, one {# cell} other {# cells}}, {infected, number} called infected',
    fields:
      '{fields, plural, one {# field} other {# fields}} with {cells, plural, one {# red cell} other {# red cells}}, {infected, number} called infected',
    reviewed: '{reviewed, plural, =0 {not reviewed} one {# reviewed} other {# reviewed}}',
    allReviewed: 'all reviewed',
    signed: '{signed, number} of {of, plural, one {# patient} other {# patients}} signed',
    allSigned: 'signed',
    made: '{model}, {at}',
    blind: 'read blind',
  },
  rename: {
    label: 'Rename',
    of: 'Rename {name}',
    name: 'New name',
    save: 'Save the name',
    cancel: 'Cancel',
  },
  trash: {
    title: 'Trash: {count, plural, one {# deleted batch} other {# deleted batches}}',
    titleMore: 'Trash: {count, plural, one {# or more deleted batches} other {# or more deleted batches}}',
    deleted: 'deleted {at}; gone for good {ends}',
    deletedBy: 'deleted {at} by {by}; gone for good {ends}',
    deletedSigned: 'deleted {at}; results in it are signed, so only an administrator deletes it for good',
    deletedSignedBy:
      'deleted {at} by {by}; results in it are signed, so only an administrator deletes it for good',
    restore: 'Restore',
    restoreNamed: 'Restore {name}',
    end: 'Delete for good',
    endNamed: 'Delete {name} for good',
    endSure: 'Delete all pictures, results and corrections of {name} for good? This cannot be undone.',
  },
  batch: {
    decimalComma: 'CSV with decimal commas',
    decimalCommaExplain: 'For spreadsheets in languages with a decimal comma: semicolons part the cells.',
    progress: '{done, number} of {total, plural, one {# picture} other {# pictures}} read',
    refused: '{count, plural, one {# file was rejected} other {# files were rejected}}',
    noCells:
      '{count, plural, one {# picture does not look like a single stained cell and was not classified} other {# pictures do not look like a single stained cell and were not classified}}',
    lookAtRefused: 'Look at them, and say what they are',
    failed: '{count, plural, one {# picture could not be read} other {# pictures could not be read}}',
    lost: 'The connection was lost; trying again.',
    model: 'Model',
    exports: 'Export',
    report: 'Report',
    remove: 'Delete batch',
    removeSure:
      '{days, plural, =0 {Delete all pictures, results and corrections of this batch? This cannot be undone.} one {Delete this batch? It can be restored from the trash for # day.} other {Delete this batch? It can be restored from the trash for # days.}}',
    log: 'Log',
  },
} as const;
