import { PATIENT_SOURCES } from '@giemsa/core/internal/answer/patients-of-files';
import { z } from 'zod';
import { signedSchema } from './api-types.js';

// The API's data types for what persons set for a batch.

export const thresholdSetting = z.object({
  setting: z.literal('threshold'),
  threshold: z.number().min(0).max(1).nullable().describe('Null for the model’s or its calibration’s own'),
});
export const blindSetting = z.object({
  setting: z.literal('blind'),
  blind: z
    .boolean()
    .describe(
      'Whether readers answer without seeing what the model and others say. It begins before the first answer; once somebody has ' +
        'answered, only an administrator ends it, and what two have read stays decided by their answers',
    ),
});
export const bloodSetting = z.object({
  setting: z.literal('blood'),
  patient: z.string().max(400).nullable().describe('Null for all patients that have none of their own'),
  red_cells: z.number().min(500_000).max(10_000_000).nullable().describe('Measured, per µL'),
  haematocrit: z
    .string()
    .regex(/^[\d., ]{0,20}$/)
    .nullable()
    .describe('Percent; blank for "not known". With both null, what came with the upload holds'),
});

export const detailSchema = z.object({ name: z.string(), value: z.string() });

export const patientsSetting = z.object({
  setting: z.literal('patients'),
  from: z.enum(PATIENT_SOURCES).describe('How the patients of files are derived from their names'),
  pattern: z
    .string()
    .nullable()
    .describe('With `pattern`: of a file’s name without its ending, such as `{patient}_*`; else null'),
});
export const filesSetting = z.object({
  setting: z.literal('files'),
  files: z
    .array(z.string().min(1).max(4000))
    .min(1)
    .max(20_000)
    .describe('Names within the upload; files that are still to come may be among them'),
  patient: z.string().nullable().describe('Whose they are, by a code; null for what is derived'),
});
export const detailsSetting = z.object({
  setting: z.literal('details'),
  patient: z.string().min(1).max(400),
  details: z.array(detailSchema).max(20).describe('All that is noted of the patient'),
});

/** What a person sets for a batch, or for one of its patients. */
export const settingSchema = z.discriminatedUnion('setting', [
  thresholdSetting,
  blindSetting,
  bloodSetting,
  patientsSetting,
  filesSetting,
  detailsSetting,
]);

/** A setting with who made it. */
export const madeSettingSchema = z.discriminatedUnion('setting', [
  z.object({ setting: z.literal('name'), name: z.string() }).extend(signedSchema.shape),
  thresholdSetting.extend(signedSchema.shape),
  blindSetting.extend(signedSchema.shape),
  bloodSetting.extend(signedSchema.shape),
  patientsSetting.extend(signedSchema.shape),
  filesSetting.extend({
    renamed: z
      .string()
      .nullable()
      .describe('The patient whose files all of these were: blood values and details went along'),
    ...signedSchema.shape,
  }),
  detailsSetting.extend(signedSchema.shape),
]);
/** What a person sets. */
export type ApiSet = z.infer<typeof settingSchema>;
/** A setting of a batch, with who made it and when. */
export type ApiSetting = z.infer<typeof madeSettingSchema>;
