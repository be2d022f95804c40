export * from '@giemsa/core/dataset';
