import { expect } from 'vitest';

// What servers log while the tests of a file run is searched after each of them (vitest.setup.ts): no name that was sent may be in it.

let text = '';
const names = new Set<string>();

/** Where the servers of the tests log. It is shown as well, for whoever looks for a fault. */
export const logs = {
  write(line: string): void {
    text += line;
    process.stderr.write(line);
  },
  read: (): string => text,
};

/** Names of files, folders and people that a test sends. */
export function useNames(used: readonly string[]): void {
  for (const name of used) {
    names.add(name);
    for (const part of name.split(/[/\\]/)) names.add(part);
  }
}

/** Shorter ones, and plain words, may be in a log by chance. */
const isTelling = (name: string): boolean => name.length >= 5 && /[^a-z]/.test(name);

export function expectNoNames(): void {
  for (const name of names) if (isTelling(name)) expect(text).not.toContain(name);
}

/** For the next test file of this process. */
export function forgetLogs(): void {
  text = '';
  names.clear();
}
