export * from '@giemsa/core/report';
