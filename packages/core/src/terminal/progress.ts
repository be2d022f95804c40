import cliProgress from 'cli-progress';

/** Shows how far a long task is. */
export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** How often a line is written where there is no terminal to draw a bar on. */
const LINE_SECONDS = 10;

/**
 * A progress bar on standard error with rate and time left; without a terminal, a line every ten seconds.
 * @param unit what is counted, such as `cells`; amounts are divided by `unitSize`.
 */
export function showProgress(label: string, unit: string, unitSize = 1): Progress {
  return process.stderr.isTTY ? drawBar(label, unit, unitSize) : writeLines(label, unit, unitSize);
}

function drawBar(label: string, unit: string, unitSize: number): Progress {
  const started = Date.now();
  const bar = new cliProgress.SingleBar(
    {
      format: `${label} {bar} {percentage}% | {shown}/{all} ${unit} | {rate} ${unit}/s | {left} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: false,
      barsize: 30,
      etaBuffer: 50,
    },
    cliProgress.Presets.shades_classic,
  );
  let running = false;
  return {
    update(done, total) {
      if (!running) bar.start(total, 0, payload(done, total, started, unitSize));
      running = true;
      bar.update(done, payload(done, total, started, unitSize));
    },
    stop: () => bar.stop(),
  };
}

function payload(done: number, total: number, started: number, unitSize: number) {
  const perSecond = done / Math.max(0.001, (Date.now() - started) / 1000);
  return {
    shown: Math.round(done / unitSize),
    all: Math.round(total / unitSize),
    rate: (perSecond / unitSize).toFixed(perSecond / unitSize < 10 ? 1 : 0),
    left: perSecond > 0 ? formatSeconds((total - done) / perSecond) : '?',
  };
}

function writeLines(label: string, unit: string, unitSize: number): Progress {
  const started = Date.now();
  let last = started;
  return {
    update(done, total) {
      const now = Date.now();
      if (now - last < LINE_SECONDS * 1000 && done < total) return;
      if (done === total && last === started) return;
      last = now;
      const { shown, all, rate, left } = payload(done, total, started, unitSize);
      process.stderr.write(`${label}: ${shown}/${all} ${unit}, ${rate} ${unit}/s, ${left} left\n`);
    },
    stop() {},
  };
}

function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
