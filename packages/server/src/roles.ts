/** Each may do what those before it may. */
export const ROLES = ['reader', 'technician', 'admin'] as const;
export type Role = (typeof ROLES)[number];
