/** Loaded with the first picture: that takes a tenth of a second, and much is done without one. */
export const loadSharp = async () => (await import('sharp')).default;
