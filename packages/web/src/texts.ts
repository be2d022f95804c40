import { type CompiledMessages, type Texts, textsOf } from './texts/compiled.js';
import { LANGUAGES, type Language } from './texts/languages.js';

/** Each in a file of its own: only the one that is used is loaded. */
const CATALOGUES: Readonly<Record<Language, () => Promise<{ default: CompiledMessages }>>> = {
  en: () => import('./texts/en/index.ts?messages'),
  fr: () => import('./texts/fr/index.ts?messages'),
  pt: () => import('./texts/pt/index.ts?messages'),
  es: () => import('./texts/es/index.ts?messages'),
  sw: () => import('./texts/sw/index.ts?messages'),
  hi: () => import('./texts/hi/index.ts?messages'),
};

/** Every word on the page, in the language that was chosen; there is none before `speak`. */
export let texts: Texts;

/** The language of `texts`. */
export let language: Language;

/** Of numbers, dates and lists. */
export let locale: string;

/** Loads the words of a language. What is drawn after that has them. */
export async function speak(next: Language): Promise<void> {
  const { default: compiled } = await CATALOGUES[next]();
  texts = textsOf(compiled);
  language = next;
  locale = LANGUAGES[next].locale;
}
