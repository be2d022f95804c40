import { InvalidOption } from '../errors/kinds.js';

/** @throws UserError for a size of a pixel that no microscope's picture has */
export function checkMicrons(value: number | undefined): void {
  if (value === undefined || (value >= 0.01 && value <= 1)) return;
  throw InvalidOption.expected('umPerPixel', value, 'µm from 0.01 to 1, such as 0.1');
}
