import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
/** Loaded with the first text or chart. */
export const loadResvg = () => require('@resvg/resvg-js') as typeof import('@resvg/resvg-js');

/** The only font of our pictures: it ships as an npm package, so text looks the same on every machine. */
export const FONT_FAMILY = 'DejaVu Sans';

const fontFolder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fontFiles = [
  'DejaVuSans.ttf',
  'DejaVuSans-Bold.ttf',
  'DejaVuSans-Oblique.ttf',
  'DejaVuSansMono.ttf',
].map((file) => join(fontFolder, file));

/** Fonts for resvg: ours for every family, none of the machine's. */
export const fontOptions = {
  loadSystemFonts: false,
  fontFiles,
  defaultFontFamily: FONT_FAMILY,
  sansSerifFamily: FONT_FAMILY,
  monospaceFamily: 'DejaVu Sans Mono',
};

/**
 * Draws an SVG document as a PNG file, its size in pixels being the SVG's size times `scale` (1 when left out).
 * Text in any family is drawn in DejaVu Sans; fonts of the machine are never used.
 * @throws RangeError when `scale` is not positive; Error when the SVG cannot be parsed.
 */
export function svgToPng(svg: string, options: { scale?: number } = {}): Buffer {
  return render(svg, options).asPng();
}

/**
 * The same as pixels, `[height, width, 4] uint8`: RGB times alpha, and alpha.
 * @throws as svgToPng does
 */
export function svgToPixels(
  svg: string,
  options: { scale?: number } = {},
): { data: Buffer; width: number; height: number } {
  const { pixels: data, width, height } = render(svg, options);
  return { data, width, height };
}

function render(svg: string, { scale = 1 }: { scale?: number }) {
  if (!(scale > 0)) throw new RangeError(`svgToPng: scale must be positive. Received ${scale}.`);
  const { Resvg } = loadResvg();
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: fontOptions }).render();
}
