/** A published result on the NIH/NLM set, to stand beside one's own with its protocol: without that, figures do not compare. */
export interface PublishedResult {
  readonly work: string;
  readonly model: string;
  /** What is kept apart: patients, or only images. */
  readonly unit: 'patient' | 'image';
  readonly protocol: string;
  readonly accuracy: string;
  readonly aucRoc?: string;
  readonly sensitivity?: string;
  readonly specificity?: string;
  readonly f1?: string;
  readonly mcc?: string;
  readonly source: string;
}

/** All on the original labels. mean ± sd over folds where there are folds. */
export const PUBLISHED: readonly PublishedResult[] = [
  {
    work: 'Rajaraman 2018',
    model: 'ResNet-50 features of the last layer',
    unit: 'patient',
    protocol: '5 folds, patients kept apart',
    accuracy: '0.957 ± 0.007',
    aucRoc: '0.990 ± 0.004',
    sensitivity: '0.945 ± 0.020',
    specificity: '0.969 ± 0.009',
    f1: '0.957 ± 0.008',
    mcc: '0.912 ± 0.014',
    source: 'PeerJ 6:e4568, Table 2',
  },
  {
    work: 'Rajaraman 2018',
    model: 'ResNet-50 features of the best layer',
    unit: 'patient',
    protocol: '5 folds, patients kept apart; the layer chosen by the result',
    accuracy: '0.959 ± 0.008',
    aucRoc: '0.991 ± 0.005',
    sensitivity: '0.947 ± 0.015',
    specificity: '0.972 ± 0.010',
    f1: '0.959 ± 0.009',
    mcc: '0.917 ± 0.017',
    source: 'PeerJ 6:e4568, Tables 4 and 6',
  },
  {
    work: 'MALARIA-CNN',
    model: 'CNN of 423,000 parameters, 128 × 128',
    unit: 'patient',
    protocol: 'one test set of 6,457 cells of 40 patients',
    accuracy: '0.949',
    aucRoc: '0.987',
    sensitivity: '0.936',
    specificity: '0.967',
    f1: '0.955',
    source: 'README of the repository',
  },
  {
    work: 'Rajaraman 2018',
    model: 'ResNet-50 features of the best layer',
    unit: 'image',
    protocol: '5 folds of cells: the patients of the test cells are in training',
    accuracy: '0.986',
    aucRoc: '0.999',
    sensitivity: '0.981',
    specificity: '0.992',
    f1: '0.987',
    mcc: '0.972',
    source: 'PeerJ 6:e4568, Table 6',
  },
  {
    work: 'Keras tutorial 2021',
    model: 'ResNet50V2, 128 × 128, 30 epochs',
    unit: 'image',
    protocol: 'one split by file order; 18 % of the validation cells share a patient with training',
    accuracy: '0.9619',
    source: 'the tutorial',
  },
];
