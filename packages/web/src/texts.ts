import { type CompiledMessages, type Texts, textsOf } from './texts/compiled.js';
import { LANGUAGES, type Language } from './texts/languages.js';

type Words = Readonly<Record<Language, () => Promise<{ default: CompiledMessages }>>>;

/** Each in a file of its own: only the language that is used is loaded. */
const FIRST: Words = {
  en: () => import('./texts/en/first.ts?messages'),
  fr: () => import('./texts/fr/first.ts?messages'),
  pt: () => import('./texts/pt/first.ts?messages'),
  es: () => import('./texts/es/first.ts?messages'),
  sw: () => import('./texts/sw/first.ts?messages'),
  hi: () => import('./texts/hi/first.ts?messages'),
};

const REST: Words = {
  en: () => import('./texts/en/rest.ts?messages'),
  fr: () => import('./texts/fr/rest.ts?messages'),
  pt: () => import('./texts/pt/rest.ts?messages'),
  es: () => import('./texts/es/rest.ts?messages'),
  sw: () => import('./texts/sw/rest.ts?messages'),
  hi: () => import('./texts/hi/rest.ts?messages'),
};

/** Every word on the page, in the language that was chosen: none before `speak`, those of the first page before `speakWhole`. */
export let texts: Texts;

/** The language of `texts`. */
export let language: Language;

/** Of numbers, dates and lists. */
export let locale: string;

let isWhole = false;

/** Loads the words of a language. What is drawn after that has them. */
export async function speak(next: Language): Promise<void> {
  const loaded = await Promise.all([FIRST[next](), ...(isWhole ? [REST[next]()] : [])]);
  texts = textsOf(Object.assign({}, ...loaded.map(({ default: compiled }) => compiled)));
  language = next;
  locale = LANGUAGES[next].locale;
}

/** Loads the words of all other pages, too. */
export async function speakWhole(): Promise<void> {
  if (isWhole) return;
  const spoken = language;
  const { default: compiled } = await REST[spoken]();
  // Another one may have been chosen meanwhile.
  if (spoken !== language) return speakWhole();
  texts = { ...texts, ...textsOf(compiled) };
  isWhole = true;
}
