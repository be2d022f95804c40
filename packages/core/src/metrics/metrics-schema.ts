import { z } from 'zod';

const interval = z.tuple([z.number(), z.number()]);

/**
 * A figure with its uncertainty. `value` is null where the figure is not defined, with the reason in
 * `undefined_metrics`. `ci95`: 95 % interval that takes cells as independent (Wilson score for rates, DeLong for areas).
 * `ci95_patients`: 95 % interval by resampling whole patients, there when the patient of every cell is known; cells of
 * one patient resemble each other, so it is the one to quote for patients never seen. Null where fewer than five patients have cells
 * that count for the figure: so few do not tell how much patients differ.
 */
export const estimateSchema = z.object({
  value: z.number().nullable(),
  ci95: interval.nullable(),
  ci95_patients: interval.nullable().optional(),
});

/** The main figures, on other cells or with other labels than all the others have. */
const otherFootingSchema = z.object({
  n: z.number().int(),
  accuracy: estimateSchema,
  sensitivity: estimateSchema.optional(),
  specificity: estimateSchema.optional(),
  auc_roc: estimateSchema.optional(),
  mcc: z.number().nullable().optional(),
  ece: z.number(),
});

const commonShape = {
  /** Number of cells evaluated. */
  n: z.number().int().positive(),
  /** Class names by index. */
  classes: z.array(z.string()).min(2),
  accuracy: estimateSchema,
  /** Expected calibration error, 15 bins of the most probable class' probability (Guo et al. 2017). */
  ece: z.number(),
  log_loss: z.number(),
  /** Rows are true classes, columns predicted ones, in the order of `classes`. */
  confusion_matrix: z.array(z.array(z.number().int())),
  /** Why a figure is null, by its name. */
  undefined_metrics: z.record(z.string(), z.string()),
  /** Number of patients, where the patient of every cell is known. */
  n_patients: z.number().int().optional(),
  skipped: z.array(z.object({ file: z.string(), reason: z.string() })),
  /** 95 % intervals over patients of the figures that are plain numbers here. */
  ci95_patients: z.record(z.string(), interval.nullable()).optional(),
  /** Of a model whose probabilities are scaled: by what, and what they would be worth without. */
  calibration: z
    .object({ temperature: z.number(), ece_uncalibrated: z.number(), log_loss_uncalibrated: z.number() })
    .optional(),
  /** Cells whose patient is also in the model's training set; there when both sides' patients are known. */
  shared_patients: z.object({ n: z.number().int(), share: z.number() }).optional(),
  /** The same without the cells that the user excluded, most often for their doubtful labels. */
  without_excluded: otherFootingSchema.extend({ n_excluded: z.number().int() }).nullable().optional(),
  /** The same with the labels that the user replaced. */
  with_relabelled: otherFootingSchema.extend({ n_relabelled: z.number().int() }).optional(),
  /** What averaging over several models or views costs. */
  cost: z
    .object({
      models: z.number().int(),
      views: z.number().int(),
      passes_per_cell: z.number().int(),
      milliseconds_per_cell: z.number(),
    })
    .optional(),
  /** Cells that the model's input gate would refuse; they are in the figures all the same. */
  gate: z
    .object({ refused: z.number().int(), share: z.number(), reasons: z.record(z.string(), z.number()) })
    .optional(),
  /** The figures of the cells whose patient is not in the training set: what to expect of the next patient. */
  unseen_patients: z
    .object({
      n: z.number().int(),
      n_patients: z.number().int(),
      accuracy: estimateSchema,
      sensitivity: estimateSchema.optional(),
      specificity: estimateSchema.optional(),
      auc_roc: estimateSchema.optional(),
    })
    .nullable()
    .optional(),
};

/** Figures that count patients instead of cells. */
export const patientLevelSchema = z.object({
  n: z.number().int(),
  /** Patients with a cell labelled positive. */
  infected: z.number().int(),
  /** Mean of the patients' accuracies: every patient counts alike, however many cells they have. */
  mean_accuracy: estimateSchema,
  lowest_accuracy: z.number(),
  /** Share of infected cells per patient, predicted against labelled. */
  infected_share: z.object({
    mean_absolute_error: estimateSchema,
    /** Predicted minus labelled, mean over patients. */
    bias: z.number(),
    correlation: estimateSchema,
  }),
  /** Of the predicted share of infected cells, infected patients against others. */
  auc_roc: estimateSchema,
  /** Patients called positive from a share of predicted-positive cells on; null where the model has no such threshold. */
  call: z
    .object({
      threshold: z.number(),
      accuracy: estimateSchema,
      sensitivity: estimateSchema,
      specificity: estimateSchema,
      confusion: z.object({
        tp: z.number().int(),
        fn: z.number().int(),
        fp: z.number().int(),
        tn: z.number().int(),
      }),
    })
    .nullable(),
});

/** What leaving the least certain cells to a person brings. */
export const selectiveSchema = z.object({
  /** Cells with a probability inside are "unsure". */
  band: z.object({ low: z.number(), high: z.number() }),
  unsure: z.number().int(),
  /** Share of the cells that the model decides itself. */
  coverage: z.number(),
  /** Wrong answers among those, against all cells'. */
  error: z.number().nullable(),
  error_of_all: z.number(),
  curve: z.array(z.object({ coverage: z.number(), error: z.number() })),
});

const patientShape = { patient: z.string(), n: z.number().int(), accuracy: z.number() };

export const binaryMetricsSchema = z.object({
  ...commonShape,
  positive_class: z.string(),
  threshold: z.number(),
  /** Recall of the positive class. */
  sensitivity: estimateSchema,
  specificity: estimateSchema,
  /** Positive predictive value. */
  precision: estimateSchema,
  /** Negative predictive value. */
  npv: estimateSchema,
  f1: z.number().nullable(),
  mcc: z.number().nullable(),
  auc_roc: estimateSchema,
  /** Average precision. */
  auc_pr: z.number().nullable(),
  brier: z.number(),
  confusion: z.object({
    tp: z.number().int(),
    fn: z.number().int(),
    fp: z.number().int(),
    tn: z.number().int(),
  }),
  patient_level: patientLevelSchema.optional(),
  /** There when the model has an "unsure" band. */
  selective: selectiveSchema.optional(),
  /** `infected` and `predicted_infected` count the cells of the positive class. */
  per_patient: z
    .array(z.object({ ...patientShape, infected: z.number().int(), predicted_infected: z.number().int() }))
    .optional(),
});

export const multiclassMetricsSchema = z.object({
  ...commonShape,
  /** Means over the classes, as scikit-learn's `average='macro'`: a class never predicted has precision 0. */
  macro_sensitivity: z.number(),
  macro_precision: z.number(),
  macro_f1: z.number(),
  /** Mean area of each class against the others: `roc_auc_score(multi_class='ovr')`. */
  macro_auc_roc: z.number().nullable(),
  per_class: z.array(
    z.object({
      class: z.string(),
      n: z.number().int(),
      sensitivity: estimateSchema,
      precision: estimateSchema,
      f1: z.number().nullable(),
    }),
  ),
  per_patient: z.array(z.object(patientShape)).optional(),
});

/** The form of `metrics.json` and of `evaluate --json`: two classes have the binary fields, more have macro averages. */
export const metricsSchema = z.union([binaryMetricsSchema, multiclassMetricsSchema]);

/** Fields that are made alike for two classes and for more. */
export type SharedField = Exclude<
  keyof typeof commonShape,
  'accuracy' | 'undefined_metrics' | 'ci95_patients'
>;

/** A figure with its 95 % interval. */
export interface Estimate extends z.infer<typeof estimateSchema> {}
/** Figures of a model of two classes, with 95 % intervals. */
export interface BinaryMetrics extends z.infer<typeof binaryMetricsSchema> {}
export type PatientLevel = z.infer<typeof patientLevelSchema>;
export type Selective = z.infer<typeof selectiveSchema>;
/** Figures of a model of more than two classes. */
export interface MulticlassMetrics extends z.infer<typeof multiclassMetricsSchema> {}
/** What `computeMetrics` gives and `metrics.json` holds. */
export type Metrics = BinaryMetrics | MulticlassMetrics;

/** Whether the figures are those of two classes. */
export const isBinary = (metrics: Metrics): metrics is BinaryMetrics => 'positive_class' in metrics;
