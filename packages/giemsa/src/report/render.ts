import { join } from 'node:path';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { writeFileAtomic } from '../dataset/atomic-file.js';
import { svgToPng } from './svg-to-png.js';
import { chartConfig } from './theme.js';

/** Draws a Vega-Lite chart as SVG text in our look, with a transparent background and ink of the page's text colour. */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const { spec: vegaSpec } = compile({ background: 'transparent', ...spec }, { config: chartConfig });
  const view = new View(parse(vegaSpec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Writes `NAME.svg` and `NAME.png` (twice the size in pixels, for sharp print) into a folder, on white. */
export async function writeFigure(folder: string, name: string, svg: string): Promise<void> {
  const onWhite = svg.replace('fill="transparent"', 'fill="white"');
  await writeFileAtomic(join(folder, `${name}.svg`), onWhite);
  await writeFileAtomic(join(folder, `${name}.png`), svgToPng(onWhite, { scale: 2 }));
}
