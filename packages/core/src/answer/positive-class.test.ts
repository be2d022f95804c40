import { describe, expect, test } from 'vitest';
import { positiveClass } from './positive-class.js';

/** Pairs of names of the infected and the healthy class. */
const PAIRS: [string, string][] = [
  ['Parasitized', 'Uninfected'],
  ['parasitised', 'unparasitised'],
  ['PARASITIZED', 'UNPARASITIZED'],
  ['infected', 'not_infected'],
  ['Infected', 'NotInfected'],
  ['Infected', 'Non-Infected'],
  ['infected', 'noninfected'],
  ['infected', 'un-infected'],
  ['infected cells', 'healthy cells'],
  ['parasite', 'no_parasite'],
  ['Parasite', 'NoParasite'],
  ['parasites', 'parasite_free'],
  ['parasites', 'ParasiteFree'],
  ['parasitic', 'parasitefree'],
  ['with_parasites', 'without_parasites'],
  ['parasites_present', 'free of parasites'],
  ['positive', 'negative'],
  ['POS', 'NEG'],
  ['malaria', 'healthy'],
  ['malaria', 'malaria_free'],
  ['malaria_positive', 'malaria_negative'],
  ['malaria_infected', 'malaria_uninfected'],
  ['malaria_yes', 'malaria_no'],
  ['yes', 'no'],
  ['Malaria', 'Normal'],
  ['malaria', 'no malaria'],
  ['sick', 'not sick'],
  ['diseased', 'disease-free'],
  ['unhealthy', 'healthy'],
  ['abnormal', 'normal'],
  ['1', '0'],
  ['1_parasitized', '0_uninfected'],
  ['infectado', 'sano'],
  ['infectados', 'no_infectados'],
  ['Infectada', 'Sana'],
  ['parasitado', 'no parasitado'],
  ['con_parásitos', 'sin_parásitos'],
  ['infectée', 'non_infectée'],
  ['Infectées', 'Saines'],
  ['infecté', 'sain'],
  ['parasité', 'non parasité'],
  ['parasitée', 'sans_parasite'],
  ['infectado', 'não_infectado'],
  ['infetto', 'non infetto'],
  ['infiziert', 'nicht infiziert'],
  ['infiziert', 'gesund'],
  ['terinfeksi', 'tidak_terinfeksi'],
  ['Terinfeksi', 'Sehat'],
  ['terinfeksi', 'tidakterinfeksi'],
  ['parasit', 'tanpa_parasit'],
  ['ameambukizwa', 'hajaambukizwa'],
  ['感染', '未感染'],
  ['заражённые', 'незаражённые'],
  ['enfekte', 'enfekte değil'],
  ['zakażone', 'niezakażone'],
  ['مصاب', 'غير مصاب'],
  ['affected', 'unaffected'],
  ['class_1', 'class_0'],
  ['Falciparum', 'healthy'],
  ['ring stage', 'uninfected'],
  ['not_uninfected', 'uninfected'],
];

describe('the infected class is known by its name, in either order:', () => {
  test.each(PAIRS)('%s / %s', (infected, healthy) => {
    expect(positiveClass([infected, healthy])).toEqual({ index: 0 });
    expect(positiveClass([healthy, infected])).toEqual({ index: 1 });
  });
});

test.each([
  [['a', 'b']],
  [['class_1', 'class_2']],
  [['0', '2']],
  [['parasitized', 'infected']],
  [['infected_0', 'infected_1']],
  [['uninfected', 'healthy']],
  [['train', 'test']],
  [['cells', 'other']],
  [['uninfected', 'falciparum', 'vivax']],
])('%j: the names do not tell', (names) => {
  expect(positiveClass(names)).toBe('unknown');
});

test('of more than two classes it is the only one named like an infected one', () => {
  expect(positiveClass(['platelet', 'healthy', 'infected'])).toEqual({ index: 2 });
  expect(positiveClass(['0', '1', '2'])).toBe('unknown');
});
