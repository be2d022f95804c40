/** Stages of Plasmodium in the blood. The first three are asexual; WHO leaves gametocytes out of parasitaemia. */
export const STAGES = ['ring', 'trophozoite', 'schizont', 'gametocyte'] as const;
/** One of them. */
export type Stage = (typeof STAGES)[number];

export const isStage = (name: string): name is Stage => (STAGES as readonly string[]).includes(name);
