import { texts } from '../texts.js';

/** An action of the log in plain words; one that has none, such as a refused request, as the server names it. */
export function actionWords(action: string): string {
  const [, count] = /^audit log: (\d+) entries/.exec(action) ?? [];
  if (count !== undefined) return texts.log.expired({ count: Number(count) });
  const words: Readonly<Record<string, string>> = texts.log.actions;
  return words[action.replace(/^HEAD /, 'GET ')] ?? action;
}
