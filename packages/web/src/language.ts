import { LANGUAGES, type Language } from './texts/languages.js';
import { speak } from './texts.js';

const KEY = 'giemsa-language';

const isLanguage = (name: string | null): name is Language => name !== null && Object.hasOwn(LANGUAGES, name);

/** The one that a person chose in this browser; else the first of the browser's languages that there is; else English. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.replace(/-.*/, '')).find(isLanguage) ?? 'en';
}

/** Loads the words of a language; the document says which one it is in. */
export async function turnTo(language: Language): Promise<void> {
  await speak(language);
  document.documentElement.lang = language;
}

export async function choose(language: Language): Promise<void> {
  await turnTo(language);
  localStorage.setItem(KEY, language);
}
