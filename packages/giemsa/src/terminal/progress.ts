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
  let bar: cliProgress.SingleBar | undefined;
  return {
    update(done, total) {
      const shown = payload(done, total, started, unitSize);
      bar ??= startBar(label, unit, total, shown);
      bar.update(done, shown);
    },
    stop: () => bar?.stop(),
  };
}

/** Columns of the bar where there is room, and at least. */
const [LONGEST_BAR, SHORTEST_BAR] = [30, 4];

function startBar(label: string, unit: string, total: number, shown: Payload): cliProgress.SingleBar {
  const longest = `${label}  100%  ${shown.all}/${shown.all} ${unit}  99999/s  99:59 left`;
  const room = (process.stderr.columns ?? 80) - longest.length - 1;
  const bar = new cliProgress.SingleBar(
    {
      format: `${label} {bar} {percentage}%  {shown}/{all} ${unit}  {rate}/s  {left} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: false,
      barsize: Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, room)),
      etaBuffer: 50,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0, shown);
  return bar;
}

type Payload = ReturnType<typeof payload>;

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

/** Such as `1:05`, of an hour and more `2:00:07`. */
function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const twoDigits = (value: number) => `${value}`.padStart(2, '0');
  return `${hours > 0 ? `${hours}:${twoDigits(minutes)}` : minutes}:${twoDigits(whole % 60)}`;
}
