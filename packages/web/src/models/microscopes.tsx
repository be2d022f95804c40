import type { ApiModel, ApiTask } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { texts } from '../texts.js';
import { Adoptions } from './adoptions.js';
import { Calibrations } from './calibrations.js';
import { StartAdoption } from './start-adoption.js';
import { StartCalibration } from './start-calibration.js';
import { Tasks } from './tasks.js';

interface MicroscopesProps {
  models: readonly ApiModel[];
  /** Called when others are offered. */
  onModels: () => void;
}

/** For everybody else: what is calibrated. */
export function CalibratedMicroscopes() {
  const calibrations = useLoaded(api.calibrations, 'calibrations');
  return <Calibrations calibrations={calibrations.value ?? []} />;
}

/** For administrators: models adapted to a microscope, and microscopes calibrated. */
export function Microscopes({ models, onModels }: MicroscopesProps) {
  const tasks = useLoaded(api.tasks, 'tasks');
  const calibrations = useLoaded(api.calibrations, 'calibrations');
  // Adoptions are read again when one ends.
  const [ended, setEnded] = useState(0);
  const update = (changed: ApiTask) => {
    tasks.set((before) => before.map((task) => (task.id === changed.id ? changed : task)));
    if (changed.ended === null) return;
    setEnded((count) => count + 1);
    calibrations.reload();
  };
  return (
    <>
      <h2>{texts.adopting.title}</h2>
      <StartAdoption models={models} onStart={tasks.reload} />
      <StartCalibration models={models} calibrations={calibrations.value ?? []} onStart={tasks.reload} />
      <Tasks tasks={tasks.value ?? []} onChange={update} />
      <Adoptions version={ended} onChange={onModels} />
      <Calibrations calibrations={calibrations.value ?? []} />
    </>
  );
}
