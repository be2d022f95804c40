import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { numeral } from './inputs.js';
import { targetOf } from './target.js';

// Lists come in pages: if there is a next page, the header `Link` with rel="next" leads to it (RFC 8288).

const PAGE = 200;
const LARGEST_PAGE = 500;

/** How much of a list is asked for. @param cursor what `after` may be, as `Link` gives it */
export const pageQuery = <Cursor extends z.ZodType<string, string>>(cursor: Cursor) =>
  z.object({
    limit: numeral(z.number().int().min(1).max(LARGEST_PAGE)).default(PAGE),
    after: cursor.optional(),
  });

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  /** Where the next page begins; `undefined` where this is the last. */
  readonly next: string | undefined;
}

/** Answers with a page; where there is a next one, a header leads to it. */
export function sendPage<Item>(
  { url }: FastifyRequest,
  reply: FastifyReply,
  { items, next }: Page<Item>,
): Item[] {
  if (next !== undefined) {
    const { path, query } = targetOf(url);
    query.set('after', next);
    reply.header('link', `<${path}?${query}>; rel="next"`);
  }
  return items;
}
