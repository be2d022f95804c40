import { createContext, useContext } from 'react';
import type { Language } from '../texts/languages.js';

/** Changes with the language: all that is drawn is drawn anew then. */
export const LanguageContext = createContext<Language>('en');

/** Of parts that are drawn anew only when their properties change: their words change with the language, too. */
export const useLanguage = (): Language => useContext(LanguageContext);
