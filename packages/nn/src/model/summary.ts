import type { Model } from './model.js';

const WIDTH = { layer: 31, shape: 24, parameters: 14 };

/**
 * Keras' summary table: each layer with its output shape and number of parameters, then the totals.
 * Source: the table of keras.utils.print_summary, Keras 3.
 */
export function summary(model: Model): string {
  const columns = [WIDTH.layer, WIDTH.shape, WIDTH.parameters];
  const connected = model.layers.some(({ inputs }, index) => inputs.length > 1 || (index > 0 && inputs[0] !== model.layers[index - 1]));
  if (connected) columns.push(25);
  const line = (left: string, fill: string, middle: string, right: string) =>
    left + columns.map((width) => fill.repeat(width + 2)).join(middle) + right;
  const row = (cells: readonly string[], edge: string, rightAligned: boolean) =>
    edge +
    columns
      .map((width, index) => {
        const text = shorten(cells[index] ?? '', width);
        return ` ${rightAligned && index === 2 ? text.padStart(width) : text.padEnd(width)} `;
      })
      .join(edge === '┃' ? '┃' : '│') +
    edge;
  const rows = model.layers.map(({ name, layer, tensor, inputs }) => {
    const shape = `(${tensor.shape.map((size) => size ?? 'None').join(', ')})`;
    const parameters = model.weights.filter((weight) => weight.name.startsWith(`${name}/`)).reduce((sum, { data }) => sum + data.length, 0);
    return row([`${name} (${layer.className})`, shape, parameters.toLocaleString('en-US'), inputs.map((input) => input.name).join(', ')], '│', true);
  });
  const { total, trainable, nonTrainable } = model.countParameters();
  const size = (count: number) => `${count.toLocaleString('en-US')} (${bytes(count * 4)})`;
  return [
    `Model: "${model.name}"`,
    line('┏', '━', '┳', '┓'),
    row(['Layer (type)', 'Output Shape', 'Param #', 'Connected to'], '┃', true),
    line('┡', '━', '╇', '┩'),
    rows.join(`\n${line('├', '─', '┼', '┤')}\n`),
    line('└', '─', '┴', '┘'),
    ` Total params: ${size(total)}`,
    ` Trainable params: ${size(trainable)}`,
    ` Non-trainable params: ${size(nonTrainable)}`,
  ].join('\n');
}

const shorten = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

function bytes(count: number): string {
  if (count >= 2 ** 20) return `${(count / 2 ** 20).toFixed(2)} MB`;
  return count >= 2 ** 10 ? `${(count / 2 ** 10).toFixed(2)} KB` : `${count.toFixed(2)} B`;
}
