export * from '@giemsa/core/decode';
