import { DEVICES } from '@giemsa/nn';
import { afterEach, expect, test, vi } from 'vitest';
import { runHere } from '../../test/support/command-line.js';

const { columns } = process.stdout;
afterEach(() => {
  process.stdout.columns = columns;
  vi.unstubAllEnvs();
});

interface Report {
  machine: Record<string, unknown>;
  devices: {
    device: string;
    works: boolean;
    images_per_second: number | null;
    session: { kind: string } | null;
    problem: string | null;
    advice: string | null;
  }[];
}

test('doctor says of each device whether it works, how fast, or why not, within 80 columns', async () => {
  process.stdout.columns = 80;
  const { code, stdout } = await runHere('doctor');
  const lines = stdout.split('\n');
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^giemsa \S+, Node\.js \S+, ONNX Runtime \d/);
  for (const device of DEVICES)
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${device} +(yes +\\d+|no +–)$`)));
  expect(lines).toContainEqual(expect.stringMatching(/^cpu: +results/));
  expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
});

test('doctor --json: the cpu works, and what does not says why', async () => {
  const { stdout } = await runHere('doctor', '--json');
  const { machine, devices } = JSON.parse(stdout) as Report;
  expect(machine).toMatchObject({ node: process.versions.node, processors: expect.any(Number) });
  expect(devices.map(({ device }) => device)).toEqual([...DEVICES]);
  expect(devices[0]).toMatchObject({ device: 'cpu', works: true, session: { kind: 'c-api' } });
  for (const { works, images_per_second: speed, problem } of devices) {
    expect(speed === null).toBe(!works);
    expect(problem === null).toBe(works);
    if (problem !== null) expect(problem).not.toMatch(/\n|\.cc:/);
  }
});
