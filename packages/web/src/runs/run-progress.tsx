import type { ApiRun } from '@giemsa/server';
import { percent } from '../parts/format.js';
import { texts } from '../texts.js';

/** How far a training or a comparison is, and how long its step takes. */
export function RunProgress({ progress }: { progress: NonNullable<ApiRun['progress']> }) {
  const { step, done, total, seconds_left: left } = progress;
  const words = texts.adopting.tasks;
  const now = texts.training.steps[step];
  const share =
    total === 0 ? words.now({ step: now }) : words.nowShare({ step: now, share: percent(done, total, 0) });
  const text = left === null ? share : `${share} ${timeLeft(left)}`;
  return (
    <p role="status" className="task-progress">
      <progress {...(total > 0 && { value: done, max: total })} aria-label={text} /> {text}
    </p>
  );
}

function timeLeft(seconds: number): string {
  const words = texts.adopting.tasks;
  return seconds < 90 ? words.seconds({ seconds }) : words.minutes({ minutes: Math.round(seconds / 60) });
}
