import type { Random } from '../../random.js';
import type { Absorbance, Optics } from './canvas.js';

/** How one patient's slide looks: what the stain, the film and the microscope do to all of its cells. */
export interface PatientStyle {
  optics: Optics;
  /** Absorbance of a red cell of full thickness. */
  cell: Absorbance;
  chromatin: Absorbance;
  cytoplasm: Absorbance;
  pigment: Absorbance;
  platelet: Absorbance;
  /** Mean diameter of red cells in pixels. */
  diameter: number;
  /** Depth of the pale center of red cells, 0 to 1. */
  pallor: number;
  /** How far cells are from round. */
  irregularity: number;
}

/** Colours of red cells and of the light beside them, as smartphone cameras show Giemsa-stained thin films. */
const STAINS: { cell: Absorbance; light: Absorbance; weight: number }[] = [
  { cell: [214, 150, 136], light: [238, 226, 212], weight: 5 },
  { cell: [207, 136, 142], light: [236, 220, 218], weight: 4 },
  { cell: [210, 172, 152], light: [236, 228, 214], weight: 3 },
  { cell: [186, 168, 192], light: [226, 226, 234], weight: 4 },
  { cell: [182, 186, 206], light: [222, 228, 236], weight: 3 },
  { cell: [192, 118, 160], light: [234, 214, 226], weight: 1 },
];

/** Draws the look of a patient's slide. */
export function drawPatientStyle(random: Random): PatientStyle {
  const stain = random.pick(STAINS.flatMap((entry) => Array<typeof entry>(entry.weight).fill(entry)));
  const shift = random.normal(0, 7);
  const light = vary(stain.light, random, 4, shift * 0.4);
  const color = vary(stain.cell, random, 7, shift);
  // A slide left longer in the stain is darker in all of its azure parts.
  const strength = random.uniform(0.85, 1.2);
  return {
    optics: { light, blur: random.uniform(0.7, 1.3), noise: random.uniform(1, 2.5) },
    cell: light.map((value, c) => Math.log(value / color[c]!)) as unknown as Absorbance,
    chromatin: scale([0.42, 1.5, 0.34], strength, random),
    cytoplasm: scale([0.5, 0.55, 0.06], strength, random),
    pigment: scale([0.75, 1.0, 1.3], 1, random),
    platelet: scale([0.42, 0.62, 0.12], strength, random),
    diameter: random.uniform(105, 142),
    pallor: random.uniform(0, 0.35),
    irregularity: random.uniform(0.015, 0.07),
  };
}

function vary(color: Absorbance, random: Random, deviation: number, shift: number): Absorbance {
  return color.map((value) =>
    Math.min(250, value + random.normal(0, deviation) + shift),
  ) as unknown as Absorbance;
}

function scale(color: Absorbance, strength: number, random: Random): Absorbance {
  return color.map((value) => value * strength * random.uniform(0.9, 1.1)) as unknown as Absorbance;
}
