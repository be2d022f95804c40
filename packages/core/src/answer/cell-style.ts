/** How a cell of a field is drawn, on annotated pictures and on the page alike. */
interface Drawn {
  /** Of Okabe & Ito's palette, told apart in every common form of colour blindness. */
  readonly color: string;
  /** Width of the outline, in pixels. */
  readonly width: number;
}

/** What a cell is drawn as; legends list them in this order. */
export const CELL_STYLES = {
  infected: { color: '#D55E00', width: 3.5 },
  'infected-unsure': { color: '#E69F00', width: 3.5 },
  unsure: { color: '#F0E442', width: 3 },
  uninfected: { color: '#0072B2', width: 1.5 },
  seen: { color: '#56B4E9', width: 3.5 },
  clump: { color: '#CC79A7', width: 2 },
  cut: { color: '#777777', width: 1.5 },
  'white-cell': { color: '#009E73', width: 2 },
  other: { color: '#000000', width: 1.5 },
} as const satisfies Record<string, Drawn>;

export type CellStyle = keyof typeof CELL_STYLES;

export const CELL_STYLE_NAMES = Object.keys(CELL_STYLES) as CellStyle[];

/** The properties of a cell that decide how it is drawn. */
export interface StyledCell {
  readonly kind: 'red cell' | 'clump' | 'white cell' | 'platelet' | 'debris';
  readonly call: 'infected' | 'uninfected' | null;
  readonly unsure: boolean;
  readonly counted: boolean;
  /** Places of what is not counted that the model looked at. */
  readonly parts?: readonly { readonly call: 'infected' | 'uninfected' }[];
}

/** A red cell that is not counted is cut by the border, or covered. */
export function styleOf(cell: StyledCell): CellStyle {
  const { kind, call, unsure, counted } = cell;
  if (counted) return unsure ? (call === 'infected' ? 'infected-unsure' : 'unsure') : call!;
  if (seenIn(cell).length > 0) return 'seen';
  if (kind === 'red cell') return 'cut';
  if (kind === 'white cell') return 'white-cell';
  return kind === 'clump' ? 'clump' : 'other';
}

/** Places of a clump, or of a cell that the border cuts, that the model calls infected: to be looked at, never counted. */
export const seenIn = <Part extends { readonly call: 'infected' | 'uninfected' }>({
  kind,
  counted,
  parts = [],
}: Pick<StyledCell, 'kind' | 'counted'> & { readonly parts?: readonly Part[] }): readonly Part[] =>
  !counted && (kind === 'clump' || kind === 'red cell')
    ? parts.filter(({ call }) => call === 'infected')
    : [];
