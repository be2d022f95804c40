/**
 * A number as the server reads it, from one as people type it: `0,11` is 0.11. What can be read in two ways, such as `4,500`, stays as
 * it is, and the server says what it expects.
 */
export function decimalText(text: string): string {
  const plain = text.trim();
  const isUnclear = /^[+-]?[1-9]\d{0,2},\d{3}$/.test(plain);
  return !isUnclear && /^[+-]?\d*,\d+$/.test(plain) ? plain.replace(',', '.') : plain;
}

/** A whole number as the server reads it: `4,500,000`, `4.500.000`, `4 500 000` and, as in India, `45,00,000` are the same. */
export function wholeText(text: string): string {
  const plain = text.trim();
  return /^\d{1,3}([ .,\u00a0\u202f'’]\d{3})+$|^\d{1,2}(,\d{2})+,\d{3}$/.test(plain)
    ? plain.replaceAll(/\D/g, '')
    : plain;
}
