/** Something in a request that does not fit its schema, as Fastify's plugin for Zod tells it. */
export interface Issue {
  /** Zod's code. */
  readonly keyword: string;
  /** Such as `/set/red_cells`. */
  readonly instancePath: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An issue as a person would say it. */
export function plainIssue({ keyword, message = '', params }: Issue): string {
  const { origin, minimum, maximum, expected, values, format } = params;
  if (keyword === 'too_small') return `expected ${bound(origin, minimum, 'at least', 'or more')}`;
  if (keyword === 'too_big') return `expected ${bound(origin, maximum, 'at most', 'or less')}`;
  if (keyword === 'invalid_type') {
    if (/received undefined/.test(message)) return 'it is missing';
    return `expected ${KINDS[format === 'safeint' ? 'int' : String(expected)] ?? String(expected)}`;
  }
  if (keyword === 'invalid_value' && Array.isArray(values)) return `expected ${either(values.map(String))}`;
  // A schema's own words, where it has some.
  if (keyword === 'invalid_format' && /^Invalid /.test(message)) {
    return format === 'uuid' ? 'expected an id' : 'it is not of the expected form';
  }
  return message;
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function bound(origin: unknown, limit: unknown, before: string, after: string): string {
  if (origin === 'string') return `${before} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  return origin === 'array' ? `${before} ${limit}` : `${limit} ${after}`;
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
