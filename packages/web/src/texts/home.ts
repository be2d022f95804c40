/** Words of the first page. */
export const homeTexts = {
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
    notFound: (search: string) => `No batch has “${search}” in its name.`,
    search: 'Search by name',
    all: 'All batches',
    incomplete: (arrived: number, announced: number) =>
      `${arrived} of ${announced} files arrived, incomplete`,
    cells: (cells: number, infected: number) =>
      `${many(cells, 'cell')}, ${infected.toLocaleString('en')} called infected`,
    fields: (fields: number, cells: number, infected: number) =>
      `${many(fields, 'field')} with ${many(cells, 'red cell')}, ${infected.toLocaleString('en')} called infected`,
    reviewed: (reviewed: number, of: number) => {
      if (reviewed === 0) return 'not reviewed';
      return reviewed < of ? `${reviewed.toLocaleString('en')} reviewed` : 'all reviewed';
    },
    signed: (signed: number, of: number) =>
      signed < of ? `${signed} of ${many(of, 'patient')} signed` : 'signed',
    made: (model: string, at: string) => `${model}, ${at}`,
  },
  rename: {
    label: 'Rename',
    of: (name: string) => `Rename ${name}`,
    name: 'New name',
    save: 'Save the name',
    cancel: 'Cancel',
  },
} as const;

const many = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;
