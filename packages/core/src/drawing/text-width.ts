import { escapeMarkup } from './escape.js';
import { fontOptions, loadResvg } from './svg-to-png.js';

const MEASURED_SIZE = 100;
const advances = { normal: new Map<string, number>(), bold: new Map<string, number>() };

/** Width of a line of DejaVu Sans in pixels, at a font size in pixels, without kerning. */
export function textWidth(text: string, fontSize: number, weight: 'normal' | 'bold' = 'normal'): number {
  let width = 0;
  for (const character of text) width += advance(character, weight);
  return (width * fontSize) / MEASURED_SIZE;
}

/** The text, or its beginning and end around an ellipsis, so that it is at most `maximum` pixels wide. */
export function fitText(text: string, fontSize: number, maximum: number): string {
  if (textWidth(text, fontSize) <= maximum) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 0; kept--) {
    const head = Math.ceil(kept / 2);
    const shortened = [
      ...characters.slice(0, head),
      '…',
      ...characters.slice(characters.length - (kept - head)),
    ];
    if (textWidth(shortened.join(''), fontSize) <= maximum) return shortened.join('');
  }
  return '…';
}

function advance(character: string, weight: 'normal' | 'bold'): number {
  const known = advances[weight].get(character);
  if (known !== undefined) return known;
  // A bounding box leaves out a space's or an accent's room, so the character is measured between two bars.
  const width = boxWidth(`|${character}|`, weight) - boxWidth('||', weight);
  advances[weight].set(character, width);
  return width;
}

function boxWidth(text: string, weight: string): number {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="200"><text y="100" font-size="${MEASURED_SIZE}" ` +
    `font-weight="${weight}" xml:space="preserve">${escapeMarkup(text)}</text></svg>`;
  const { Resvg } = loadResvg();
  return new Resvg(svg, { font: fontOptions }).getBBox()?.width ?? 0;
}
