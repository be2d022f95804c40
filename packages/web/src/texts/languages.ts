/** Each language with its own name, and the locale whose numbers and dates it has. */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-GB' },
  fr: { name: 'Français', locale: 'fr' },
  pt: { name: 'Português', locale: 'pt' },
  es: { name: 'Español', locale: 'es-419' },
  sw: { name: 'Kiswahili', locale: 'sw' },
  hi: { name: 'हिन्दी', locale: 'hi' },
} as const;

export type Language = keyof typeof LANGUAGES;
