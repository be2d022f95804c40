// The library, under the name that people install.
export * from '@giemsa/core';
