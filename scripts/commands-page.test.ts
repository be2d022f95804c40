import { RECIPES } from '@giemsa/core';
import type { Command } from 'commander';
import { afterAll, expect, test, vi } from 'vitest';

// By its source, as all packages here. Modules of test files before this one in its process would be used again, and so would these.
vi.resetModules();
afterAll(() => void vi.resetModules());
vi.mock('../packages/giemsa/src/server-package.js', () => ({
  importServer: () => import('../packages/server/src/commands.js'),
}));

/** All commands, with those within others; `help` of commander's is left out. */
function commandsBelow(command: Command): Command[] {
  const below = command.commands.filter((each) => each.name() !== 'help');
  return below.flatMap((each) => [each, ...commandsBelow(each)]);
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

/** As a terminal of 80 columns shows it, examples included. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => 80,
  });
  command.outputHelp();
  return text.trimEnd();
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

const recipes = () => [
  row(['recipe', 'network', 'size', 'epochs', 'learning rate', 'batch', 'split', 'starts from']),
  row(Array(8).fill('---')),
  ...RECIPES.map((recipe) =>
    row([
      `\`${recipe.name}\``,
      `\`${recipe.architecture}\``,
      `${recipe.imageSize} × ${recipe.imageSize}`,
      recipe.epochs,
      recipe.learningRate,
      recipe.batchSize,
      `${recipe.split}, ${Math.round(100 * recipe.validationFraction)} % validate`,
      recipe.weights ? `\`${recipe.weights}\`` : 'random weights',
    ]),
  ),
];

const { createProgram } = await import('../packages/giemsa/src/cli.js');
const program = await createProgram();
const commands = commandsBelow(program);

test('docs/reference/commands.md is what the program says; `npm run docs:commands` writes it', async () => {
  const page = [
    '# Commands',
    '',
    '<!-- Written by `npm run docs:commands`. Do not edit. -->',
    '',
    'Every command, with every option and its default, as `giemsa COMMAND --help` prints it.',
    '',
    ...commands.map((command) => {
      const name = nameOf(command);
      return `- [${name}](#${name.replace(/ /g, '-')}): ${command.summary() || command.description()}`;
    }),
    '',
    '## Recipes',
    '',
    'What `--recipe` starts from. Each setting has an option that overrides it.',
    '',
    ...recipes(),
    '',
    ...commands.flatMap((command) => [`## ${nameOf(command)}`, '', '```text', helpOf(command), '```', '']),
  ];
  await expect(page.join('\n')).toMatchFileSnapshot('../docs/reference/commands.md');
});

test.each(commands.map((command) => [nameOf(command), command] as const))(
  'the help of %s fits 80 columns',
  (_name, command) => {
    const long = helpOf(command)
      .split('\n')
      .filter((line) => [...line].length > 80);
    expect(long).toEqual([]);
  },
);

test.each(
  commands
    .filter(({ commands: below }) => below.length === 0)
    .map((command) => [nameOf(command), command] as const),
)('the help of %s ends with examples', (_name, command) => {
  expect(helpOf(command)).toMatch(/\nExamples:\n {2}giemsa \S/);
});
