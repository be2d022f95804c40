import { FIELD_RULES, type FieldRule } from '@giemsa/core/internal/smear/field-quality';

/** `--accept thick,blurred`; the library refuses unknown rules. */
export const ACCEPT = [
  '--accept <rules>',
  `count fields that would be set aside, if you have looked at them: ${FIELD_RULES.join(', ')}, with commas between`,
  (text: string) => text.split(',').map((name) => name.trim()) as FieldRule[],
] as const;
