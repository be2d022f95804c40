import { z } from 'zod';
import { counted } from '../counted.js';
import { gateSchema } from '../gate/gate.js';
import { RESIZE_RULES } from '../pictures/resize.js';
import { factSchema } from './model-meaning.js';

/** A model file's metadata: enough to use the model correctly without any other file. */
export const cellModelMetadataSchema = z.object({
  /** Class names by output. */
  classNames: z.array(z.string()).min(2),
  positiveClass: z.number().int().nonnegative(),
  /** A cell is called positive when its probability of the positive class is at least this. */
  threshold: z.number().min(0).max(1),
  /** Rows and columns that images are resized to. */
  imageSize: z.number().int().positive(),
  resizeRule: z.enum(Object.values(RESIZE_RULES), {
    error: `the model was made with another resize rule; this version of giemsa knows ${Object.values(
      RESIZE_RULES,
    )
      .map((rule) => `"${rule}"`)
      .join(' and ')}`,
  }),
  colorMode: z.enum(['rgb', 'grayscale']),
  /** The network's own scaling of a byte: `byte · scale + offset`. */
  rescaling: z.object({ scale: z.number(), offset: z.number() }),
  architecture: z.string(),
  recipe: z.string(),
  /** Fingerprint of the data set that it was trained and validated on. */
  dataFingerprint: z.string(),
  /** How its probabilities are to be scaled: not inside the network, which gives them unscaled. */
  calibration: z
    .object({
      /** `softmax(logits / temperature)`. */
      temperature: z.number().positive(),
      cells: z.number().int().positive(),
      patients: z.number().int().nonnegative(),
      /** Which cells it was fitted on. */
      source: z.string(),
      /** Expected calibration error when it is fitted on four fifths of these patients and measured on the last, in turns. */
      ece: z.number().optional(),
    })
    .optional(),
  /** The sensitivity that the threshold was chosen for, on the cells of the calibration. */
  targetSensitivity: z.number().optional(),
  /** Half width, in logits around the threshold, of the band of cells left to a person. */
  unsureHalfWidth: z.number().nonnegative().optional(),
  /** Share of predicted-positive cells from which a patient is called positive. */
  patientThreshold: z.number().min(0).max(1).optional(),
  /**
   * Patients of its training cells as `patientKey`s, if all are known, so that an evaluation knows who was
   * seen before.
   */
  trainingPatients: z.array(z.string()).optional(),
  /** The model that it was adapted to another microscope from, and how many labelled cells of that were learned. */
  adoptedFrom: z.object({ sha256: z.string(), cells: z.number().int().nonnegative() }).optional(),
  /** Which pictures it refuses to answer for. */
  gate: gateSchema.optional(),
  /** For a model that giemsa did not make: what is known about it, and from where. */
  meaning: z.array(factSchema).optional(),
});

/** What a model file says about itself: class order, resize rule, threshold, calibration, input gate. */
export interface CellModelMetadata extends z.infer<typeof cellModelMetadataSchema> {}

/** Key of giemsa's own metadata in a model file. */
export const METADATA_KEY = 'giemsa.cell_model';
const LICENSE = 'Apache-2.0';
const INTENDED_USE = 'Research use only. Not a medical device, not for diagnosis.';

/**
 * The `metadata_props` of a model file: one entry for giemsa, and the same in words for people and other
 * tools.
 */
export function toMetadataProps(metadata: CellModelMetadata): Record<string, string> {
  const { classNames, positiveClass, imageSize, colorMode } = metadata;
  return {
    [METADATA_KEY]: JSON.stringify(metadata),
    input: `images: uint8 [batch, height, width, 3], 0 to 255, ${colorMode === 'rgb' ? 'RGB' : 'grey levels (ITU-R 601) in three equal channels'}, any size`,
    preprocessing: `inside the model: resized to ${imageSize} x ${imageSize} (${metadata.resizeRule}), ${rangeOf(metadata)}`,
    output: `probabilities: float32 [batch, ${classNames.length}], one for each class${scaling(metadata)}`,
    class_names: JSON.stringify(classNames),
    positive_class: classNames[positiveClass]!,
    threshold: String(metadata.threshold),
    image_size: String(imageSize),
    color_mode: colorMode,
    architecture: metadata.architecture,
    recipe: metadata.recipe,
    training_data_fingerprint: metadata.dataFingerprint,
    license: LICENSE,
    intended_use: INTENDED_USE,
    model_card: modelCard(metadata),
  };
}

/** What the network computes from a byte first. */
const rangeOf = ({ rescaling: { scale, offset }, meaning }: CellModelMetadata): string => {
  const told = meaning?.find(({ what }) => what === 'input range');
  return told ? told.value : `then byte * ${scale} + ${offset}`;
};

/** What a program that runs the file without giemsa has to do itself. */
const scaling = ({ calibration }: CellModelMetadata) =>
  calibration ? `; to calibrate: p ^ (1 / ${calibration.temperature}), normalised to sum 1` : '';

/** The model in Markdown, for people who find only the file. */
function modelCard(metadata: CellModelMetadata): string {
  const { classNames, positiveClass, threshold, imageSize, architecture, recipe, dataFingerprint } = metadata;
  return [
    `# ${architecture}: ${classNames.join(', ')}`,
    `${INTENDED_USE} License: ${LICENSE}.`,
    `- Input: images of single, segmented red blood cells in Giemsa-stained thin smears, resized to ${imageSize} x ${imageSize}.`,
    `- Output: a probability for each of ${classNames.join(', ')}; ${classNames[positiveClass]} from ${threshold} on.`,
    `- Training: giemsa, recipe ${recipe}, data with fingerprint ${dataFingerprint}.`,
    ...(metadata.adoptedFrom
      ? [
          `- Adapted to another microscope with ${counted(metadata.adoptedFrom.cells, 'labelled cell')}, from the model with SHA-256 ${metadata.adoptedFrom.sha256}.`,
        ]
      : []),
    ...(metadata.calibration
      ? [
          `- Calibration: temperature ${metadata.calibration.temperature}, fitted on ${counted(metadata.calibration.cells, 'cell')} of ${counted(metadata.calibration.patients, 'patient')} (${metadata.calibration.source})${metadata.calibration.ece === undefined ? '' : `, expected calibration error ${metadata.calibration.ece.toFixed(4)} on patients that it was not fitted on`}; giemsa applies it, the network does not.`,
        ]
      : []),
    '- Limits: not tested on stains, microscopes, cameras and patients other than those of its data.',
  ].join('\n');
}

/** Whether giemsa wrote the file that has these. */
export const isOwn = (props: Readonly<Record<string, string>>): boolean => props[METADATA_KEY] !== undefined;

/** @throws Error that says what is wrong with the entry, when it is not one that {@link toMetadataProps} made */
export function fromMetadataProps(props: Readonly<Record<string, string>>): CellModelMetadata {
  const text = props[METADATA_KEY];
  if (text === undefined) throw new Error(`giemsa did not write it: it has no metadata "${METADATA_KEY}"`);
  return parseMetadata(text);
}

/** @throws Error that says what is wrong with the text, when it is not that of a model's metadata */
export function parseMetadata(text: string): CellModelMetadata {
  const parsed = cellModelMetadataSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`its metadata "${METADATA_KEY}": ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
}
