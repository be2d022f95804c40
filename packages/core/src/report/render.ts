import { join } from 'node:path';
import type { TopLevelSpec } from 'vega-lite';
import { svgToPng } from '../drawing/svg-to-png.js';
import { textWidth } from '../drawing/text-width.js';
import { chartConfig } from '../drawing/theme.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { ChartSpec } from './chart-spec.js';

interface TextItem {
  fontSize?: number;
  fontWeight?: string | number;
}

/** Loaded with the first chart: every command would start half a second later for it. */
async function loadVega() {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  // Without a canvas Vega takes every letter for 0.8 em wide, which leaves gaps and shortens labels; this is its own hook
  // for other measures, which its types leave out.
  const { textMetrics } = vega as unknown as {
    textMetrics: { width(item: TextItem, text: string): number };
  };
  textMetrics.width = (item, text) =>
    textWidth(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold' ? 'bold' : 'normal');
  return { parse: vega.parse, View: vega.View, compile };
}

/** Draws a Vega-Lite chart as SVG text in our look, with a transparent background and ink of the page's text colour. */
export async function renderSvg(spec: ChartSpec): Promise<string> {
  const { parse, View, compile } = await loadVega();
  const { spec: vegaSpec } = compile(spec as unknown as TopLevelSpec, {
    config: { background: 'transparent', ...chartConfig },
  });
  const view = new View(parse(vegaSpec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Writes `NAME.svg` and `NAME.png` (twice the size in pixels, for sharp print) into a folder, on white. */
export async function writeFigure(folder: string, name: string, svg: string): Promise<void> {
  const onWhite = svg.replace(/^<svg[^>]*>/, '$&<rect width="100%" height="100%" fill="white"/>');
  await writeFileAtomic(join(folder, `${name}.svg`), onWhite);
  await writeFileAtomic(join(folder, `${name}.png`), svgToPng(onWhite, { scale: 2 }));
}
