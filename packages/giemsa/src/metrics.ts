export * from '@giemsa/core/metrics';
