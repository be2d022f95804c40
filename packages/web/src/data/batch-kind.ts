import type { ApiModel } from '@giemsa/server';

/** What the batches that models read hold; a labelled set is none of them. */
export type BatchKind = ApiModel['default_for'][number];
