import { collect } from './parse.js';

/** For the commands that read labelled fields. */
export const LABELLED_FIELDS =
  'labelled fields: a folder as of IML-Malaria, COCO, YOLO or Pascal VOC, or the file that holds the labels';

export const LABEL_AS = [
  '--label-as <name=label>',
  'what a label of these fields stands for, such as "RBC=red blood cell"; repeatable',
  collect,
] as const;
