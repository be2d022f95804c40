import type { SmearCalibration } from '@giemsa/core/smear';

/** A calibration without codes of patients and names of files: who uses it may be of another room than they are. */
export function withoutNames(calibration: SmearCalibration, patients: readonly string[]): SmearCalibration {
  const { background, training_fields: trained, cannot_tell: limits } = calibration;
  const nameOf = (patient: string) => `blank ${patients.indexOf(patient) + 1}`;
  return {
    ...calibration,
    background: {
      ...background,
      by_patient: background.by_patient?.map((one) => ({ ...one, patient: nameOf(one.patient) })),
    },
    ...(trained && { training_fields: trained.map((_, index) => `field ${index + 1}`) }),
    ...(limits && {
      cannot_tell: limits.map((limit) => {
        const named = patients.find((patient) => limit.startsWith(`${patient}: `));
        return named === undefined ? limit : nameOf(named) + limit.slice(named.length);
      }),
    }),
  };
}
