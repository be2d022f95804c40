import type { Command } from 'commander';

/**
 * Options of a command within another that has options of the same names: what was typed, else its own defaults, else those of the
 * command above.
 */
export function optionsOf<Options>(command: Command): Options {
  const above = command.parent!;
  const typed = Object.entries(above.opts()).filter(
    ([name]) => above.getOptionValueSource(name) !== 'default',
  );
  return { ...above.opts(), ...command.opts(), ...Object.fromEntries(typed) } as Options;
}
