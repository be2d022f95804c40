import { useLanguage } from '../data/language-context.js';
import { choose } from '../language.js';
import { LANGUAGES, type Language } from '../texts/languages.js';
import { texts } from '../texts.js';

/** Each language by its own name: who looks for it reads no other. */
export function LanguageChoice({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const change = async (next: Language) => {
    try {
      await choose(next);
      onLanguage(next);
    } catch {
      window.alert(texts.offline.unloaded);
    }
  };
  return (
    <label>
      <span className="hidden">{texts.language}</span>
      <select value={useLanguage()} onChange={(event) => void change(event.target.value as Language)}>
        {Object.entries(LANGUAGES).map(([language, { name }]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
