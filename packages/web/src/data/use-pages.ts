import { useState } from 'react';
import type { Page } from './api.js';
import { type Loaded, useLoaded } from './use-loaded.js';

export interface Pages<Item> extends Loaded<readonly Item[]> {
  /** Loads the next part, where there is one. */
  readonly more: (() => void) | undefined;
}

/** A list that is loaded part by part; `reload` loads again as much as is shown. */
export function usePages<Item>(load: (after?: string) => Promise<Page<Item>>, key: string): Pages<Item> {
  const [count, setCount] = useState(1);
  const loaded = useLoaded(() => loadParts(load, count), `${key} ${count}`);
  return {
    value: loaded.value?.items,
    error: loaded.error,
    reload: loaded.reload,
    set: (change) => loaded.set(({ items, next }) => ({ items: change(items), next })),
    more: loaded.value?.next === undefined ? undefined : () => setCount(count + 1),
  };
}

async function loadParts<Item>(
  load: (after?: string) => Promise<Page<Item>>,
  count: number,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let next: string | undefined;
  for (let part = 0; part < count; part++) {
    const page: Page<Item> = await load(next);
    items.push(...page.items);
    next = page.next;
    if (next === undefined) break;
  }
  return { items, next };
}
