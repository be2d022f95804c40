import type { Stage } from '../../answer/stage.js';
import type { Random } from '../../random.js';
import { addLayer, type Canvas, disc, type Strength, softEdge } from './canvas.js';
import type { PatientStyle } from './patient.js';
import type { RedCell } from './red-cell.js';
import { depthWithin, norm, smoothNoise, wavyOutline } from './texture.js';

interface Scene {
  canvas: Canvas;
  cell: RedCell;
  style: PatientStyle;
  random: Random;
  /** Number of the parasite, from 1, on this canvas. */
  parasite: number;
}

/** Paints one parasite of a stage into a red cell. */
export function paintParasite(stage: Stage, scene: Scene): void {
  const painters = {
    ring: paintRing,
    trophozoite: paintTrophozoite,
    schizont: paintSchizont,
    gametocyte: paintGametocyte,
  };
  painters[stage](scene);
}

/** A thin blue ring with one chromatin dot on it, now and then two. */
function paintRing(scene: Scene): void {
  const { cell, random, style } = scene;
  const { radius } = cell;
  const outer = radius * random.uniform(0.2, 0.29);
  const [x, y] = placeInside(cell, random, outer * 0.8);
  const outline = wavyOutline(random, outer, 0.12);
  const thickness = radius * random.uniform(0.05, 0.075);
  const thickSide = random.uniform(0, 2 * Math.PI);
  paint(scene, [x, y], outer * 1.7, style.cytoplasm, (px, py) => {
    const angle = Math.atan2(py - y, px - x);
    const swell = 1 + 0.6 * Math.cos(angle - thickSide);
    const off = Math.abs(norm(px - x, py - y) - outline(angle) * 0.85);
    return softEdge(thickness * swell - off, 1.8);
  });
  const dots = random.chance(0.25) ? 2 : 1;
  const start = thickSide + Math.PI + random.normal(0, 0.4);
  for (let i = 0; i < dots; i++) {
    const angle = start + i * random.uniform(0.7, 1.6);
    const distance = outline(angle) * 0.85;
    const dot: [number, number] = [x + Math.cos(angle) * distance, y + Math.sin(angle) * distance];
    paintChromatin(scene, dot, radius * random.uniform(0.075, 0.105));
  }
}

/** An irregular blue body with a vacuole, one large chromatin mass and specks of brown pigment. */
function paintTrophozoite(scene: Scene): void {
  const { cell, random, style } = scene;
  const { radius } = cell;
  const size = radius * random.uniform(0.3, 0.46);
  const [x, y] = placeInside(cell, random, size);
  const depth = depthWithin(wavyOutline(random, size, 0.35), x, y);
  const cloud = smoothNoise(random, size * 0.35);
  const vacuole = disc(
    x + random.normal(0, size * 0.25),
    y + random.normal(0, size * 0.25),
    size * random.uniform(0.2, 0.38),
    3,
  );
  paint(scene, [x, y], size * 2, style.cytoplasm, (px, py) => {
    const body = softEdge(depth(px, py), 3) * (0.95 + 0.35 * cloud(px, py));
    return Math.max(0, body * (1 - 0.8 * vacuole(px, py)));
  });
  const angle = random.uniform(0, 2 * Math.PI);
  const nucleus: [number, number] = [x + Math.cos(angle) * size * 0.6, y + Math.sin(angle) * size * 0.6];
  paintChromatin(scene, nucleus, radius * random.uniform(0.11, 0.16));
  for (let i = random.integer(5); i > 0; i--) {
    const speck: [number, number] = [x + random.normal(0, size * 0.35), y + random.normal(0, size * 0.35)];
    paintPigment(scene, speck, radius * random.uniform(0.025, 0.045));
  }
}

/** Eight to sixteen merozoites about a clump of pigment, filling much of the cell. */
function paintSchizont(scene: Scene): void {
  const { cell, random, style } = scene;
  const { radius } = cell;
  const size = radius * random.uniform(0.5, 0.72);
  const x = cell.x + random.normal(0, radius * 0.06);
  const y = cell.y + random.normal(0, radius * 0.06);
  const depth = depthWithin(wavyOutline(random, size, 0.14), x, y);
  const cloud = smoothNoise(random, size * 0.25);
  paint(scene, [x, y], size * 1.5, style.cytoplasm, (px, py) => {
    return softEdge(depth(px, py), 4) * (0.6 + 0.35 * cloud(px, py));
  });
  const merozoites = 8 + random.integer(9);
  const turn = random.uniform(0, 2 * Math.PI);
  for (let i = 0; i < merozoites; i++) {
    // Sunflower spiral: even spacing without a visible grid.
    const distance = size * 0.88 * Math.sqrt((i + 1) / (merozoites + 0.5));
    const angle = turn + i * 2.39996 + random.normal(0, 0.15);
    const spot: [number, number] = [x + Math.cos(angle) * distance, y + Math.sin(angle) * distance];
    paintChromatin(scene, spot, radius * random.uniform(0.075, 0.1));
  }
  paintPigment(scene, [x, y], radius * random.uniform(0.08, 0.13));
}

/** A crescent with chromatin and pigment in its middle. */
function paintGametocyte(scene: Scene): void {
  const { cell, random, style } = scene;
  const { radius } = cell;
  const length = radius * random.uniform(0.85, 1);
  const width = radius * random.uniform(0.24, 0.32);
  const bend = random.uniform(0.25, 0.5);
  const direction = random.uniform(0, 2 * Math.PI);
  const cloud = smoothNoise(random, width * 0.7);
  const toAxes = (px: number, py: number) => {
    const dx = px - cell.x;
    const dy = py - cell.y;
    const along = dx * Math.cos(direction) + dy * Math.sin(direction);
    const across = dy * Math.cos(direction) - dx * Math.sin(direction);
    // The middle line is a parabola through the cell's center.
    return { along, across: across - (bend * along * along) / length + bend * length * 0.25 };
  };
  const body: Strength = (px, py) => {
    const { along, across } = toAxes(px, py);
    const part = along / length;
    if (Math.abs(part) >= 1) return 0;
    return softEdge(width * Math.sqrt(1 - part * part) - Math.abs(across), 3) * (1 + 0.25 * cloud(px, py));
  };
  const center: [number, number] = [cell.x, cell.y];
  paint(scene, center, length * 1.4, style.cytoplasm, body);
  const nucleus = random.uniform(0.2, 0.34);
  paint(scene, center, length, style.chromatin, (px, py) => {
    const { along, across } = toAxes(px, py);
    const distance = norm(along / (length * nucleus), across / (width * 0.75));
    return 0.75 * Math.max(0, 1 - distance * distance) * (1 + 0.5 * cloud(px * 2, py * 2));
  });
  for (let i = 5 + random.integer(5); i > 0; i--) {
    const along = random.normal(0, length * 0.2);
    const across = random.normal(0, width * 0.3) + (bend * along * along) / length - bend * length * 0.25;
    const x = cell.x + along * Math.cos(direction) - across * Math.sin(direction);
    const y = cell.y + along * Math.sin(direction) + across * Math.cos(direction);
    paintPigment(scene, [x, y], radius * random.uniform(0.025, 0.045));
  }
}

function paintChromatin(scene: Scene, [x, y]: [number, number], radius: number): void {
  const { random, style } = scene;
  const depth = depthWithin(wavyOutline(random, radius, 0.12), x, y);
  paint(scene, [x, y], radius * 2, style.chromatin, (px, py) => softEdge(depth(px, py), 2));
}

function paintPigment(scene: Scene, [x, y]: [number, number], radius: number): void {
  paint(scene, [x, y], radius * 2, scene.style.pigment, disc(x, y, radius, 1.5));
}

/** Paints within the cell only. */
function paint(
  { canvas, cell, parasite }: Scene,
  center: readonly [number, number],
  reach: number,
  color: PatientStyle['chromatin'],
  strength: Strength,
): void {
  const inside: Strength = (x, y) => {
    const value = strength(x, y);
    return value === 0 ? 0 : value * softEdge(cell.depth(x, y) - 1, 2);
  };
  addLayer(canvas, center, reach, color, inside, parasite);
}

/** A center at which something of this radius lies within the cell. */
function placeInside(cell: RedCell, random: Random, radius: number): [number, number] {
  const angle = random.uniform(0, 2 * Math.PI);
  const room = Math.max(0, cell.outline(angle) * 0.95 - radius);
  const distance = room * Math.sqrt(random.next());
  return [cell.x + Math.cos(angle) * distance, cell.y + Math.sin(angle) * distance];
}
