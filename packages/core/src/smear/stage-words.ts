import { counted } from '../counted.js';

/** How many infected cells have which stage. */
export interface StageCounts {
  readonly rings: number;
  readonly trophozoites: number;
  readonly schizonts: number;
  readonly gametocytes: number;
  /** Infected cells without a sure stage: they count as asexual, so that parasitaemia is rather too high than too low. */
  readonly stageUnsure: number;
}

/** How many infected cells have which stage, as a model or a person says. */
export const stageWords = ({ rings, trophozoites, schizonts, gametocytes, stageUnsure }: StageCounts) =>
  `${counted(rings, 'ring')}, ${counted(trophozoites, 'trophozoite')}, ${counted(schizonts, 'schizont')}, ` +
  `${counted(gametocytes, 'gametocyte')}, ${stageUnsure} unsure (taken for asexual)`;

/** What the words of the network of stages rest on, for who reads them: `models/stages/card.md`. */
export const STAGES_LEARNED =
  'The network of stages learned P. vivax on one microscope: there it told 41 of 54 gametocytes, and took 2 of 55 asexual ' +
  'parasites for gametocytes. Other species were not tested.';
