/** Words of adoptions and calibrations that are started in the page. */
export const adopting = {
  adopting: {
    title: 'Your microscope',
    adopt: {
      title: 'Adopt my microscope',
      explain:
        'A model learns from fields that you corrected, and is compared with the one before on patients that it has not seen. Nothing is used before a person publishes it.',
      none: 'No field has been corrected yet. Open the fields of a batch, correct their cells, and mark each as corrected.',
      batches: 'Corrected fields of',
      batch:
        '{fields, plural, one {# field} other {# fields}}, {patients, plural, one {# patient} other {# patients}}, {cells, plural, one {# labelled cell} other {# labelled cells}}, {corrections, plural, one {# correction} other {# corrections}}',
      batchPartly:
        '{fields, plural, one {# field} other {# fields}}, {whole, number} of them as a whole, {patients, plural, one {# patient} other {# patients}}, {cells, plural, one {# labelled cell} other {# labelled cells}}, {corrections, plural, one {# correction} other {# corrections}}',
      chosen:
        'Chosen: {fields, plural, one {# field} other {# fields}} of {patients, plural, one {# patient} other {# patients}}, {uninfected, plural, one {# healthy cell} other {# healthy cells}}, {infected, number} infected.',
      go: 'Adopt',
    },
    calibrate: {
      title: 'Calibrate a microscope',
      explain:
        'Measures how many healthy cells a model calls infected in patients without malaria. Give 15 patients or more with 5,000 red cells in all, photographed as you photograph others.',
      none: 'There is no batch of fields yet. Upload fields of patients without malaria.',
      batches: 'Fields of patients without malaria',
      microscope: 'Name of the microscope',
      state: 'None of these patients has malaria. I know this from another examination.',
      allowed: 'False alarms allowed per 1,000 healthy cells',
      chosen:
        'Chosen: {fields, plural, one {# field} other {# fields}} of {patients, plural, one {# patient} other {# patients}}, {cells, plural, one {# red cell} other {# red cells}}.',
      go: 'Calibrate',
    },
    needs: {
      missing: 'It cannot start yet:',
      notes: 'What the result will not tell:',
    },
    tasks: {
      title: 'In progress and ended',
      kinds: { adopt: 'Adoption {name}', calibrate: 'Calibration of {name}' },
      states: {
        waiting: 'waits for its turn',
        running: 'running',
        done: 'done',
        failed: 'failed',
        stopped: 'stopped',
      },
      from: '{batches}, with the model {model}; started by {by}, {at}',
      steps: {
        collecting: 'copying fields',
        counting: 'finding cells',
        preparing: 'preparing',
        training: 'training',
        comparing: 'comparing old and new model',
      },
      now: 'Now {step}.',
      nowShare: 'Now {step}, {share}.',
      seconds: 'This step takes about {seconds, plural, one {# second} other {# seconds}} more.',
      minutes: 'This step takes about {minutes, plural, one {# minute} other {# minutes}} more.',
      goesOn: 'You can leave this page: the work goes on at the server.',
      interrupted:
        'It was interrupted {times, plural, one {once} other {# times}}, because the server ended, and continues.',
      stop: 'Stop',
      stopSure: 'Stop it? What was done so far is discarded.',
    },
    calibrations: {
      title: 'Calibrated microscopes',
      explain: 'Choose the microscope when you upload fields. A calibration holds for its model only.',
      with: 'with {model}, SHA-256 {checksum}',
      facts: {
        threshold: 'Threshold',
        measured: 'Measured on',
        background: 'Called infected of 1,000 healthy cells',
        limits: 'Limit of blank',
        stated: 'Without malaria, says',
        batches: 'Batches',
      },
      measured:
        '{cells, plural, one {# red cell} other {# red cells}} of {patients, plural, one {# patient} other {# patients}}, {fields, plural, one {# field} other {# fields}}',
      rate: '{rate} (95 %: {low} to {high}); {alarms, number} in all',
      interval: '{rate} ({low} to {high})',
      limit: 'of {cells, plural, one {# cell} other {# cells}}: up to {infected, number} called infected',
      noLimit: 'of {cells, plural, one {# cell} other {# cells}}: cannot be told',
      by: '{name}, {at}',
      table: 'Thresholds to choose from',
      columns: { allowed: 'Allowed', threshold: 'Threshold', measured: 'Measured per 1,000 (95 %)' },
      cannotTell: 'What it cannot tell:',
    },
  },
} as const;
