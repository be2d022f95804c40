import type { TrainingChoices } from '@giemsa/core/internal/recipes/choices';

/** The options of `train` and `cv` that choose how a model is trained. */
export interface ChoiceOptions extends Omit<TrainingChoices, 'architecture'> {
  readonly arch?: string | undefined;
}

export const trainingChoices = ({ arch, augmentation, ...choices }: ChoiceOptions): TrainingChoices => ({
  ...choices,
  architecture: arch,
  // Commander gives true without --no-augmentation, which must not override the run that is resumed.
  augmentation: augmentation === false ? false : undefined,
});
