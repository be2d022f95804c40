import type { Network } from './network.js';
import type { LayerNode } from './topology.js';
import { layerOfWeight } from './weight.js';

interface Column {
  readonly title: string;
  /** Characters between the spaces at both sides. */
  readonly width: number;
  readonly alignRight?: true;
  readonly cell: (node: LayerNode, network: Network) => string;
}

const layer = ({ name, layer }: LayerNode): string => `${name} (${layer.className})`;
const outputShape = ({ tensor }: LayerNode): string =>
  `(${tensor.shape.map((size) => size ?? 'None').join(', ')})`;
const connectedTo = ({ inputs }: LayerNode): string =>
  inputs.length === 0 ? '-' : inputs.map(({ name }) => `${name}[0][0]`).join(', ');
const parameters = ({ name }: LayerNode, network: Network): string => {
  const own = network.weights.filter((weight) => layerOfWeight(weight.name) === name);
  return grouped(own.reduce((sum, { size }) => sum + size, 0));
};

/** Keras' columns in its 80 characters: of a chain of layers, and of a network with branches. */
const CHAIN: readonly Column[] = [
  { title: 'Layer (type)', width: 33, cell: layer },
  { title: 'Output Shape', width: 24, cell: outputShape },
  { title: 'Param #', width: 13, alignRight: true, cell: parameters },
];
const BRANCHES: readonly Column[] = [
  { title: 'Layer (type)', width: 21, cell: layer },
  { title: 'Output Shape', width: 17, cell: outputShape },
  { title: 'Param #', width: 11, alignRight: true, cell: parameters },
  { title: 'Connected to', width: 18, cell: connectedTo },
];

/**
 * Keras' summary table: each layer with its output shape and number of parameters, then the totals.
 * Source: `keras.utils.print_summary`, Keras 3, at its line length of 80.
 */
export function summary(network: Network): string {
  const columns = isChain(network) ? CHAIN : BRANCHES;
  const line = (left: string, fill: string, middle: string, right: string) =>
    left + columns.map(({ width }) => fill.repeat(width + 2)).join(middle) + right;
  const rows = network.layers.map((node) =>
    row(
      columns,
      columns.map(({ cell }) => cell(node, network)),
      '│',
    ),
  );
  const { total, trainable, nonTrainable } = network.countParameters();
  return [
    `Model: "${network.name}"`,
    line('┏', '━', '┳', '┓'),
    row(
      columns,
      columns.map(({ title }) => title),
      '┃',
    ),
    line('┡', '━', '╇', '┩'),
    rows.join(`\n${line('├', '─', '┼', '┤')}\n`),
    line('└', '─', '┴', '┘'),
    ` Total params: ${withBytes(total)}`,
    ` Trainable params: ${withBytes(trainable)}`,
    ` Non-trainable params: ${withBytes(nonTrainable)}`,
  ].join('\n');
}

const isChain = ({ layers }: Network): boolean =>
  layers.every(({ inputs }, index) =>
    index === 0 ? inputs.length === 0 : inputs.length === 1 && inputs[0] === layers[index - 1],
  );

/** A row of the table, as many lines high as its highest cell. */
function row(columns: readonly Column[], cells: readonly string[], edge: string): string {
  const wrapped = columns.map(({ width }, index) => wrap(cells[index]!, width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const texts = columns.map(({ width, alignRight }, index) => {
      const text = wrapped[index]![at] ?? '';
      return ` ${alignRight ? text.padStart(width) : text.padEnd(width)} `;
    });
    return edge + texts.join(edge) + edge;
  }).join('\n');
}

/** Breaks at spaces; a word that is longer than a line ends in an ellipsis. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => (line.length <= width ? line : `${line.slice(0, width - 1)}…`));
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** A number of float32 values with the memory they take. */
function withBytes(count: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = count * 4;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${grouped(count)} (${size.toFixed(2)} ${units[unit]})`;
}
