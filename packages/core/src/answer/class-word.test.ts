import { expect, test } from 'vitest';
import { classWord } from './class-word.js';

test.each([
  ['Parasitized', ['Parasitized', 'Uninfected'], 'Parasitized', 'infected'],
  ['Uninfected', ['Parasitized', 'Uninfected'], 'Parasitized', 'uninfected'],
  ['1', ['0', '1'], '1', 'infected'],
  // Names that do not tell, or tell otherwise than the model, stay.
  ['falciparum', ['falciparum', 'vivax'], 'falciparum', 'falciparum'],
  ['healthy', ['healthy', 'infected'], 'healthy', 'healthy'],
  ['ring', ['ring', 'schizont', 'uninfected'], 'ring', 'ring'],
  ['another', ['Parasitized', 'Uninfected'], 'Parasitized', 'another'],
])('%s of %j is called %s', (name, classNames, positive, word) => {
  expect(classWord(name, { classNames, positiveClass: positive })).toBe(word);
});
