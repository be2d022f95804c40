import type { Config } from 'vega-lite';
import { FONT_FAMILY } from './svg-to-png.js';

/** Okabe & Ito's palette, told apart in every common form of colour blindness, as used throughout the pictures. */
export const COLORS = {
  training: '#0072B2',
  validation: '#D55E00',
  positive: '#D55E00',
  negative: '#0072B2',
  accent: '#009E73',
} as const;

/** Text and lines take the colour of the page around them, so one SVG suits a light and a dark page. */
export const INK = 'currentColor';

export const PANEL = { width: 380, height: 300 } as const;

/** Look of all charts: one font, quiet axes, no frame. */
export const chartConfig = {
  font: FONT_FAMILY,
  padding: 12,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'group',
    color: INK,
    fontSize: 15,
    fontWeight: 'bold',
    offset: 12,
    subtitleColor: INK,
    subtitleFontSize: 12,
    subtitlePadding: 5,
  },
  axis: {
    labelColor: INK,
    titleColor: INK,
    labelFontSize: 11,
    labelFlush: false,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
    domainColor: INK,
    domainOpacity: 0.4,
    tickColor: INK,
    tickOpacity: 0.4,
    gridColor: INK,
    gridOpacity: 0.12,
  },
  legend: { labelColor: INK, titleColor: INK, labelFontSize: 12, symbolSize: 90, labelLimit: 0 },
  header: { labelColor: INK, titleColor: INK, labelFontSize: 12 },
  text: { color: INK, fontSize: 12 },
  rule: { color: INK },
} satisfies Config;
