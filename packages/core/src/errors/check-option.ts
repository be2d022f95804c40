import { InvalidOption } from './kinds.js';

// Each throws InvalidOption, which names the option, the value and what is allowed; a value that is left out passes.

export function checkName<Name extends string>(
  name: string,
  value: string | undefined,
  names: readonly Name[],
): asserts value is Name | undefined {
  if (value === undefined || (names as readonly string[]).includes(value)) return;
  throw InvalidOption.unknown(name, value, names);
}

export function checkInteger(name: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  throw InvalidOption.mustBe(name, value, `an integer from ${low} to ${high}`);
}

export function checkBetween(name: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (value > low && value < high)) return;
  throw InvalidOption.mustBe(name, value, `above ${low} and below ${high}`);
}

export function checkThreshold(value: number | undefined): void {
  if (value === undefined || (value >= 0 && value <= 1)) return;
  throw InvalidOption.mustBe('threshold', value, 'a probability from 0 to 1');
}

export function checkTargetSensitivity(value: number | undefined): void {
  if (value === undefined || (value > 0 && value <= 1)) return;
  throw InvalidOption.mustBe('targetSensitivity', value, 'above 0 and at most 1');
}
