import { describe, expect, it } from 'vitest';
import { gateOf, MARGINS } from './gate.js';
import { pairedCalls } from './paired.js';

/** So many cells, of which the old and the new model call the first so many infected. */
function calls(n: number, before: number, after: number) {
  const answers = (called: number) => ({
    probabilities: Array.from({ length: n }, (_, index) => (index < called ? 1 : 0)),
    threshold: 0.5,
  });
  return pairedCalls(answers(before), answers(after));
}

const better = {
  held_out: { false_alarms: calls(400, 12, 4), sensitivity: calls(20, 15, 16), drawn_parasites: null },
  elsewhere: { what: 'drawn cells', false_alarms: calls(1000, 50, 51), sensitivity: calls(1000, 950, 949) },
};

describe('a new model', () => {
  it('is offered when it is better on the new microscope and not worse elsewhere; what chance could explain is said', () => {
    const gate = gateOf(better);
    expect(gate).toMatchObject({ offered: true, margins: MARGINS, notes: [] });
    expect(gate.reasons[0]).toBe(
      'better on the new microscope: sensitivity +5 points, -20 false alarms per 1,000',
    );
    const few = gateOf({ ...better, held_out: { ...better.held_out, false_alarms: calls(100, 2, 1) } });
    expect(few.offered).toBe(true);
    expect(few.notes).toEqual([expect.stringContaining('chance alone could explain it')]);
  });

  it.each([
    ['is the same', { false_alarms: calls(400, 4, 4), sensitivity: calls(20, 15, 15) }, 'it is not better'],
    ['has more false alarms', { false_alarms: calls(400, 4, 14) }, 'it has more false alarms: +25 per 1,000'],
    [
      'finds fewer infected cells',
      { sensitivity: calls(20, 15, 13) },
      'it finds fewer infected cells: -10 points',
    ],
    ['was compared on nothing', { false_alarms: null }, 'no healthy cell of the new microscope was held out'],
  ])('is not offered when on the new microscope it %s', (_, change, reason) => {
    const { offered, reasons } = gateOf({ ...better, held_out: { ...better.held_out, ...change } });
    expect(offered).toBe(false);
    expect(reasons.join()).toContain(reason);
  });

  it.each([
    [
      'may find fewer infected cells',
      { sensitivity: calls(1000, 950, 905) },
      'points fewer infected cells (95 %)',
    ],
    [
      'may have more false alarms',
      { false_alarms: calls(1000, 50, 65) },
      'more false alarms per 1,000 (95 %)',
    ],
    ['was compared on too few', { sensitivity: calls(20, 18, 18) }, 'points fewer infected cells (95 %)'],
    ['was compared on no infected cell', { sensitivity: null }, 'no infected cell elsewhere'],
  ])('is not offered when elsewhere it %s', (_, change, reason) => {
    const { offered, reasons } = gateOf({ ...better, elsewhere: { ...better.elsewhere, ...change } });
    expect(offered).toBe(false);
    expect(reasons.join()).toContain(reason);
  });

  it('without real infected cells is judged on drawn parasites, which is said', () => {
    const held = { ...better.held_out, sensitivity: null, drawn_parasites: calls(400, 380, 300) };
    const gate = gateOf({ ...better, held_out: held });
    expect(gate.offered).toBe(false);
    expect(gate.notes).toContainEqual(expect.stringContaining('known for drawn parasites only'));
  });
});
