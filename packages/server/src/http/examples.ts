/** A schema of the description, as far as examples are made from it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
}

const ID = '0198b2a4-6c1e-7d3a-9f52-3c5b8e7a1d20';
const AT = '2026-05-04T08:30:00.000Z';

/** What stands in fields of these names, as far as their schemas allow it. */
const USUAL: Readonly<Record<string, unknown>> = {
  ...{ id: ID, batch: ID, picture: ID, batches: [ID], pictures: [ID], task: ID },
  ...{ created: AT, at: AT, reviewed_at: AT, made: AT, deleted: AT, ends: AT, modified: AT, ended: AT },
  ...{
    name: 'Ward 3, Monday',
    file: 'P12/cell_7.png',
    patient: 'P12',
    model: 'default',
    reviewer: 'A. Keza',
  },
  ...{ by: 'A. Keza', stated_by: 'A. Keza', corrected_by: 'A. Keza', token: 'A. Keza', role: 'reviewer' },
  ...{
    class: 'Parasitized',
    final_class: 'Parasitized',
    label: 'Parasitized',
    positive_class: 'Parasitized',
  },
  ...{ class_names: ['Parasitized', 'Uninfected'], probability: 0.97, threshold: 0.5, own_threshold: 0.5 },
  ...{
    model_sha256: 'c008828c80d6a3e4089b75d2a550a6be4cbc2877b1e65a607cad0f7ddd75dd1f',
    software: 'giemsa 0.1.0',
  },
  ...{
    sha256: 'c008828c80d6a3e4089b75d2a550a6be4cbc2877b1e65a607cad0f7ddd75dd1f',
    architecture: 'resnet50v2',
  },
  ...{ haematocrit: '38.5', red_cells: 4_500_000, microscope: 'Zeiss 2', recipe: 'fast', data: 'cells' },
  ...{ validation_fraction: 0.2, learning_rate: 0.0004, set: ID },
  ...{
    total: 40,
    done: 38,
    refused: 1,
    failed: 1,
    announced: 40,
    arrived: 40,
    cells: 38,
    infected: 7,
    reviewed: 5,
  },
  ...{
    width: 130,
    height: 124,
    bytes: 11_264,
    accepted: 40,
    outline: [
      [10, 10],
      [60, 10],
      [60, 60],
      [10, 60],
    ],
  },
  ...{
    reason: 'too much of it is dark: a white cell, platelets or a lump of stain',
    ci95: [0.94, 0.99],
    value: 0.97,
  },
  ...{ digest: 'c008828c80d6a3e4089b75d2a550a6be4cbc2877b1e65a607cad0f7ddd75dd1f', version: 1 },
  ...{ threshold_from: 'the model’s', calibration: 'none', training_data: 'a1b2c3d4e5f6', code: null },
};

/**
 * An example of a schema: usual values by the names of fields, else the first that the schema allows.
 * @param named schemas that others point to
 */
export function exampleOf(schema: Schema, named: Readonly<Record<string, Schema>>, name = ''): unknown {
  const of = (inner: Schema, field = name) => exampleOf(inner, named, field);
  if (schema.$ref !== undefined) return of(named[schema.$ref.split('/').at(-1)!]!);
  if (schema.const !== undefined) return schema.const;
  const usual = USUAL[name];
  if (schema.enum) return schema.enum.includes(usual) ? usual : schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return of(choices.find((choice) => choice.type !== 'null') ?? choices[0]!);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
  if (usual !== undefined && fits(usual, type, schema)) return usual;
  if (schema.allOf) {
    const [first, ...others] = schema.allOf.map((part) => of(part));
    return typeof first === 'object' ? Object.assign({}, first, ...others) : first;
  }
  if (type === 'object') return objectOf(schema, of);
  if (type === 'array') return arrayOf(schema, of);
  if (type === 'string') return schema.format === 'uuid' ? ID : 'text';
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return numberOf(schema);
  return null;
}

function objectOf(schema: Schema, of: (inner: Schema, field?: string) => unknown): unknown {
  const { properties = {}, additionalProperties: others } = schema;
  const fields = Object.entries(properties).map(([field, inner]) => [field, of(inner, field)]);
  const [key, value] = typeof others === 'object' && fields.length === 0 ? ['accuracy', others] : [];
  return Object.fromEntries(key === undefined ? fields : [[key, of(value as Schema, key)]]);
}

function arrayOf(schema: Schema, of: (inner: Schema) => unknown): unknown[] {
  if (schema.prefixItems) return schema.prefixItems.map((item) => of(item));
  const { items } = schema;
  return items ? Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => of(items)) : [];
}

function numberOf({ minimum, exclusiveMinimum, maximum = Number.POSITIVE_INFINITY }: Schema): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  return least !== undefined && least > 1 ? least : Math.min(1, maximum);
}

function fits(value: unknown, type: string | undefined, schema: Schema): boolean {
  if (type === 'string')
    return typeof value === 'string' && new RegExp(schema.pattern ?? '', 'u').test(value);
  if (type === 'integer') return Number.isInteger(value) && isWithin(value as number, schema);
  if (type === 'number') return typeof value === 'number' && isWithin(value, schema);
  if (type !== 'array' || !Array.isArray(value)) return false;
  const { items, prefixItems, minItems = 0 } = schema;
  return (
    value.length >= minItems &&
    prefixItems === undefined &&
    items !== undefined &&
    value.every((item) =>
      Array.isArray(item)
        ? fits(item, 'array', items) || items.prefixItems?.length === item.length
        : fits(item, one(items.type), items),
    )
  );
}

const one = (type: Schema['type']): string | undefined => (typeof type === 'string' ? type : type?.[0]);

const isWithin = (value: number, { minimum = -Infinity, maximum = Infinity }: Schema): boolean =>
  value >= minimum && value <= maximum;
