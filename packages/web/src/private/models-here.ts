import type { ApiModel } from '@giemsa/server';
import { api } from '../data/api.js';
import { keptModels } from '../data/kept.js';

/** The server's models; where it cannot be reached, those that were kept. */
export async function modelsHere(): Promise<ApiModel[]> {
  try {
    return (await api.models()).filter(({ default_for: kinds }) => !isOnlyForFields(kinds));
  } catch (error) {
    const kept = await keptModels();
    if (kept.length === 0) throw error;
    return kept;
  }
}

const isOnlyForFields = (kinds: ApiModel['default_for']) => kinds.length === 1 && kinds[0] === 'fields';
