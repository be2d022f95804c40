export * from '@giemsa/core/browser';
