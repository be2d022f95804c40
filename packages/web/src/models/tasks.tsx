import type { ApiTask } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useEvents } from '../data/use-events.js';
import { listed, percent, when } from '../parts/format.js';
import { texts } from '../texts.js';

/** Ended ones that are shown: what they led to is in lists of its own. */
const ENDED_SHOWN = 3;

interface TasksProps {
  tasks: readonly ApiTask[];
  onChange: (task: ApiTask) => void;
}

/** Adoptions and calibrations that run, wait, or ended lately. */
export function Tasks({ tasks, onChange }: TasksProps) {
  const words = texts.adopting.tasks;
  const open = tasks.filter(({ ended }) => ended === null);
  const shown = [...open, ...tasks.filter(({ ended }) => ended !== null).slice(0, ENDED_SHOWN)];
  if (shown.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      {shown.map((task) => (
        <TaskCard key={task.id} task={task} onChange={onChange} />
      ))}
    </section>
  );
}

function TaskCard({ task, onChange }: { task: ApiTask; onChange: (task: ApiTask) => void }) {
  const words = texts.adopting.tasks;
  const [error, setError] = useState<string>();
  const isOver = task.ended !== null;
  const isLost = useEvents<ApiTask>(isOver ? undefined : api.taskEvents(task.id), onChange);
  const { kind, name, state, progress, interruptions, reason, batches, model, by, created } = task;
  const stop = async () => {
    if (!window.confirm(words.stopSure)) return;
    try {
      onChange(await api.stopTask(task.id));
    } catch (problem) {
      setError((problem as Error).message);
    }
  };
  return (
    <article className="card adoption">
      <h3>
        {words.kinds[kind]({ name })} <span className="badge">{words.states[state]}</span>
      </h3>
      <p className="quiet small">{words.from({ batches: listed(batches), model, by, at: when(created) })}</p>
      {progress && <Progress progress={progress} />}
      {!isOver && interruptions > 0 && (
        <p className="notice">{words.interrupted({ times: interruptions })}</p>
      )}
      {reason !== null && <p className="error">{reason}</p>}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      {isLost && !isOver && <p role="status">{texts.batch.lost}</p>}
      {!isOver && (
        <p className="row">
          <button type="button" onClick={() => void stop()}>
            {words.stop}
          </button>
          <span className="quiet small">{words.goesOn}</span>
        </p>
      )}
    </article>
  );
}

function stepText(step: NonNullable<ApiTask['progress']>['step'], done: number, total: number): string {
  const words = texts.adopting.tasks;
  if (total === 0) return words.now({ step: words.steps[step] });
  return words.nowShare({ step: words.steps[step], share: percent(done, total, 0) });
}

function timeLeft(seconds: number): string {
  const words = texts.adopting.tasks;
  return seconds < 60 ? words.seconds({ seconds }) : words.minutes({ minutes: Math.round(seconds / 60) });
}

function Progress({
  progress: { step, done, total, seconds_left: left },
}: {
  progress: NonNullable<ApiTask['progress']>;
}) {
  const text = `${stepText(step, done, total)}${left === null ? '' : ` ${timeLeft(left)}`}`;
  return (
    <p role="status" className="task-progress">
      <progress {...(total > 0 && { value: done, max: total })} aria-label={text} /> {text}
    </p>
  );
}
