import type { Command } from 'commander';
import { register as audit } from './data-audit.js';
import { register as download } from './data-download.js';
import { register as inspect } from './data-inspect.js';
import { register as synth } from './data-synth.js';

export function register(program: Command): void {
  const data = program.command('data').description('draw, download, inspect and audit data sets');
  for (const add of [synth, download, inspect, audit]) add(data);
}
