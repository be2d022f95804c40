import { STAGES_LEARNED } from '@giemsa/core/internal/smear/stage-words';
import MessageFormat from '@messageformat/core';
import { parse, type Token } from '@messageformat/parser';
import { describe, expect, test } from 'vitest';
import { en } from './en/index.js';
import { LANGUAGES, type Language } from './languages.js';

/** Names and units: the same in many languages. */
const NAMES = ['counts.auc_roc', 'field.tenMicrons', 'log.csv', 'models.facts.sha256', 'patientPage.fhir'];

/** Whether there is a word besides the values, as there is not in `{name} ({role})`. */
const hasWords = (message: string): boolean => /\p{L}/u.test(message.replaceAll(/\{[^{}]*\}/g, ''));

/** Words that a language has in common with English. */
const SAME_AS_ENGLISH: Readonly<Record<Language, readonly string[]>> = {
  en: [],
  fr: [
    'microscope.label',
    'nav.label',
    'patients.patient',
    'patients.title',
    'runs.validation',
    'smear.patient',
    'smear.reached.possible',
    'training.table.facts.note',
  ],
  pt: [],
  es: ['models.no'],
  sw: ['training.table.facts.data'],
  hi: [],
};

type Tree = { readonly [name: string]: string | Tree };

/** Messages by their paths, as `home.samples.label`. */
function messagesOf(tree: Tree, before = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string' ? [[before + name, value]] : [...messagesOf(value, `${before}${name}.`)],
    ),
  );
}

async function catalogueOf(language: Language): Promise<Map<string, string>> {
  const module: Record<string, Tree> = await import(`./${language}/index.ts`);
  return messagesOf(module[language]!);
}

type Choice = Extract<Token, { cases: unknown }>;

/** What stands in braces, also within the cases of a plural. */
function argumentsOf(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (!('arg' in token)) return [];
    const cases = 'cases' in token ? token.cases.flatMap(({ tokens: inner }) => argumentsOf(inner)) : [];
    return [token, ...cases];
  });
}

const namesOf = (message: string): string[] => [
  ...new Set(argumentsOf(parse(message)).map((token) => ('arg' in token ? token.arg : ''))),
];

const pluralsOf = (message: string): Choice[] =>
  argumentsOf(parse(message)).filter((token): token is Choice => token.type === 'plural');

const english = messagesOf(en);

describe.each(Object.keys(LANGUAGES) as Language[])('the catalogue of %s', async (language) => {
  const messages = await catalogueOf(language);
  const wrong = (is: (message: string, path: string) => boolean) =>
    [...messages].filter(([path, message]) => is(message, path)).map(([path]) => path);

  test('has each message of English, and none besides', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('can be compiled, and leaves no message empty', () => {
    const format = new MessageFormat(LANGUAGES[language].locale);
    for (const [path, message] of messages) expect(() => format.compile(message), path).not.toThrow();
    expect(wrong((message) => message.trim() === '')).toEqual([]);
  });

  test('names the same values in each message', () => {
    expect(
      wrong((message, path) => namesOf(message).sort().join() !== namesOf(english.get(path)!).sort().join()),
    ).toEqual([]);
  });

  test('has all plurals of the language, and no others', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const differs = ({ cases }: Choice) =>
      cases
        .map(({ key }) => key)
        .filter((key) => !key.startsWith('='))
        .sort()
        .join() !== [...pluralCategories].sort().join();
    expect(wrong((message) => pluralsOf(message).some(differs))).toEqual([]);
  });

  // A straight one would quote what follows it: ’ is the apostrophe.
  test('has no straight apostrophes', () => {
    expect(wrong((message) => message.includes("'"))).toEqual([]);
  });

  test.skipIf(language === 'en')('leaves nothing in English but what is listed here', () => {
    const same = wrong(
      (message, path) => message === english.get(path) && hasWords(message) && !NAMES.includes(path),
    );
    expect(same.sort()).toEqual([...SAME_AS_ENGLISH[language]].sort());
  });
});

test('what the network of stages learned is said as in the reports', () => {
  expect(en.smear.stagesLearned).toBe(STAGES_LEARNED);
});
