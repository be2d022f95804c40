import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flagOf, toText } from '@giemsa/core/internal/errors/text';
import { afterEach, expect, test, vi } from 'vitest';
import { tellingEvents } from './tell-events.js';

const CORE = fileURLToPath(new URL('../../../core/src/', import.meta.url));

afterEach(() => vi.restoreAllMocks());

function recorder() {
  const lines: string[] = [];
  return {
    lines,
    output: {
      say: (...said: Parameters<typeof toText>[0][]) =>
        void lines.push(...said.map((line) => toText(line).in(flagOf))),
      warn: (line: Parameters<typeof toText>[0]) => void lines.push(`warning: ${toText(line).in(flagOf)}`),
    },
  };
}

test('events become lines; options are flags', async () => {
  const { lines, output } = recorder();
  const result = await tellingEvents(output, async (onEvent) => {
    const fact = { what: 'classes', value: 'a, b', source: 'assumed', option: 'classes' } as const;
    onEvent({ type: 'model-opened', models: [{ path: 'm.keras', meaning: [fact] }] });
    onEvent({ type: 'left-out', reasons: ['1.png is empty'] });
    onEvent({ type: 'warning', about: 'calibration-not-used', threshold: 0.9 });
    return 7;
  });
  expect(result).toBe(7);
  expect(lines).toEqual([
    'm.keras:',
    '  classes        a, b  assumed: --classes',
    'Set aside: 1.png is empty',
    'warning: the calibration holds for its threshold 0.9 only; figures stay uncorrected',
  ]);
});

test('what fails is thrown on, and the bar that was shown is ended', async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const wasTerminal = process.stderr.isTTY;
  process.stderr.isTTY = true;
  try {
    const work = tellingEvents(recorder().output, async (onEvent) => {
      onEvent({ type: 'progress', task: 'counting fields', done: 1, total: 3 });
      throw new Error('no more');
    });
    await expect(work).rejects.toThrow('no more');
  } finally {
    process.stderr.isTTY = wasTerminal;
  }
  // The cursor is hidden by a bar, and shown again at its end.
  expect(written.join('')).toContain('counting');
  expect(written.join('').lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    written.join('').lastIndexOf('\u001b[?25l'),
  );
});

// What is not in this list still writes lines of its own.
test.each(['errors', 'events', 'answer', 'metrics', 'audit', 'auditing', 'smear', 'explain', 'report'])(
  '%s/ of the library prints nothing',
  async (folder) => {
    const names = await readdir(join(CORE, folder), { recursive: true });
    const sources = names.filter((name) => /(?<!\.test)\.ts$/.test(name));
    const printing = /terminal\/|\bconsole\.|process\.std(out|err)|emitWarning/;
    const found = await Promise.all(
      sources.map(async (name) => [name, printing.test(await readFile(join(CORE, folder, name), 'utf8'))]),
    );
    expect(found.filter(([, prints]) => prints)).toEqual([]);
  },
);
