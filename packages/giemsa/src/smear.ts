export * from '@giemsa/core/smear';
