import { type DeviceReport, examineDevices } from '@giemsa/core/internal/device/examine-devices';
import { describeEnvironment } from '@giemsa/core/internal/run-folder/environment';
import type { Command } from 'commander';
import { createOutput } from '../terminal/output.js';
import { examples } from './examples.js';
import { tableLines } from './format-table.js';
import { printJson } from './parse.js';

export function register(program: Command): void {
  program
    .command('doctor')
    .summary('say what this machine has, which devices work, how fast, and what to install')
    .description(
      'Trains a small network on every device that ONNX Runtime knows, each in a process of its own, and compares it with the cpu. Takes some seconds. What works can be given to "train --device".',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('doctor', 'doctor --json'))
    .action(run);
}

async function run({ json = false }: { json?: boolean }): Promise<void> {
  const { device: _, ...machine } = describeEnvironment('cpu');
  const devices = await examineDevices();
  if (json) return printJson({ machine: machineOf(machine), devices: devices.map(deviceOf) });
  const rows = devices.map(({ device, works, imagesPerSecond }) => [
    ...[device, works ? 'yes' : 'no', imagesPerSecond === null ? '–' : imagesPerSecond.toFixed(0)],
  ]);
  createOutput({ json }).say(
    `giemsa ${machine.giemsa}, Node.js ${machine.node}, ONNX Runtime ${machine.onnxruntime}`,
    `${machine.platform}, ${machine.cpu}, ${machine.processors} processors, ${machine.memoryGigabytes} GB of memory`,
    '',
    ...tableLines([['device', 'works', 'images/s'], ...rows], process.stdout.columns),
    '',
    'images/s: training of a small network on pictures of 32 × 32 pixels',
    ...devices.flatMap(notesOf),
  );
}

function notesOf({ device, session, problem, advice }: DeviceReport): string[] {
  const label = `${device}:`.padEnd(9);
  const notes: string[] = [];
  if (session?.kind === 'c-api') notes.push('results come through ONNX Runtime’s C API, without a copy');
  if (session?.kind === 'onnxruntime-node')
    notes.push(`results are copied by onnxruntime-node: ${session.reason}`);
  if (problem !== null) notes.push(problem);
  if (advice !== null) notes.push(`to do: ${advice}`);
  return notes.map((note, index) => `${index === 0 ? label : ''.padEnd(9)}${note}`);
}

const machineOf = ({ memoryGigabytes, ...rest }: Omit<ReturnType<typeof describeEnvironment>, 'device'>) => ({
  ...rest,
  memory_gigabytes: memoryGigabytes,
});

const deviceOf = ({ imagesPerSecond, ...rest }: DeviceReport) => ({
  ...rest,
  images_per_second: imagesPerSecond === null ? null : Number(imagesPerSecond.toFixed(1)),
});
