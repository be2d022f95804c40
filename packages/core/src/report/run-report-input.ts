import type { Metrics } from '../metrics/metrics-schema.js';
import type { ReportFigures } from './figures.js';
import type { Html } from './html.js';

/** How the cells were parted into training and validation. */
export interface ReportSplit {
  /** `image`: Keras' `validation_split`; `patient`: no patient on both sides; `folders`: as the data set
   * comes; `file`: as a split file says. */
  kind: 'image' | 'patient' | 'folders' | 'file';
  trainingCells: number;
  validationCells: number;
  /** Where patients are known. */
  trainingPatients?: number;
  validationPatients?: number;
  /** Validation cells whose patient is also in training; left out where patients are not known. */
  sharedPatientCells?: number;
}

/** A picture of images, as a PNG file. */
export interface ReportPicture {
  title: string;
  caption: string;
  png: Uint8Array;
}

/** All that a report page shows; a section whose data is left out is left out. */
export interface RunReportInput {
  /** What was run, for the title: `resnet50v2, recipe fast, on cell_images`. */
  title: string;
  /** When the page was made. */
  made: Date;
  /** The cells evaluated, for the headline: `validation cells of data/nih`. */
  evaluatedOn: string;
  metrics: Metrics;
  figures: ReportFigures;
  split?: ReportSplit;
  /** Sections of the page's own kind, before all others. */
  sections?: { title: string; body: Html }[];
  /** Settings by name, in the order shown. */
  settings?: Record<string, string | number | boolean>;
  /** Sample images, augmented samples. */
  samples?: ReportPicture[];
  /** Grid of the wrong answers given with the highest confidence. */
  mistakes?: ReportPicture;
  /** Machine, versions, durations, by name, in the order shown. */
  environment?: Record<string, string | number | boolean>;
}
