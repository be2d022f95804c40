import { BROWSER_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import { useState } from 'react';
import { useLoaded } from '../data/use-loaded.js';
import { estimateText, metricsOf } from '../parts/metrics.js';
import { Status } from '../parts/status.js';
import { LineChart, type Series } from '../runs/line-chart.js';
import { DropTarget } from '../screen/drop-target.js';
import { texts } from '../texts.js';
import { modelsHere } from './models-here.js';
import {
  EPOCHS,
  saveTaught,
  startTeaching,
  stopTeaching,
  type TeachWork,
  useTeachWork,
} from './teach-work.js';
import type { TaughtResult } from './teach-worker.js';

/** Labelled cells teach a model in this browser: no picture leaves it. */
export function TeachPage() {
  const words = texts.teach;
  const models = useLoaded(modelsHere, 'models');
  const [modelId, setModelId] = useState<string>();
  const work = useTeachWork();
  if (!models.value) return <Status loaded={models} />;
  const model = models.value.find(({ id }) => id === modelId) ?? models.value[0];
  if (!model) return <p className="notice">{texts.models.none}</p>;
  const isBusy = work.state !== 'nothing' && work.state !== 'taught';
  return (
    <>
      <h1>{words.title}</h1>
      <p className="lead">{words.explain}</p>
      {!('storage' in navigator) && <p className="notice">{words.insecure}</p>}
      <DropTarget
        models={models.value}
        model={model.id}
        onModel={setModelId}
        isBusy={isBusy}
        accept={BROWSER_EXTENSIONS}
        title={words.drop({ classes: model.class_names.join(', ') })}
        hint={words.hint}
        onFiles={(files) => startTeaching(model, files)}
      >
        {work.error && (
          <p role="alert" className="error">
            {work.error}
          </p>
        )}
        {isBusy && <Learning work={work} />}
        {work.threads === 1 && <p className="quiet small">{words.oneThread}</p>}
        {work.leftOut.map((line) => (
          <p key={line} className="quiet small">
            {line}
          </p>
        ))}
      </DropTarget>
      {work.epochs.length > 0 && <Curves epochs={work.epochs} />}
      {work.result && work.state === 'taught' && <Result result={work.result} />}
    </>
  );
}

function Learning({ work: { state, share } }: { work: TeachWork }) {
  const words = texts.teach;
  const line = state === 'reading' ? words.reading : words.learning({ percent: Math.round(100 * share) });
  return (
    <>
      <p role="status">
        <progress aria-label={line} {...(state !== 'reading' && { value: share, max: 1 })} /> {line}
      </p>
      <button type="button" disabled={state !== 'learning'} onClick={stopTeaching}>
        {state === 'stopping' ? words.stopping : words.stop}
      </button>
    </>
  );
}

function Curves({ epochs }: Pick<TeachWork, 'epochs'>) {
  const series = (kind: 'accuracy' | 'loss'): Series[] => [
    {
      ...{ name: texts.runs.train, color: 0, isThin: true },
      points: epochs.map((logs, index) => ({ x: index + 1, y: logs[kind] ?? null })),
    },
    {
      ...{ name: texts.runs.validation, color: 0, isThin: false },
      points: epochs.map((logs, index) => ({ x: index + 1, y: logs[`val_${kind}`] ?? null })),
    },
  ];
  return (
    <>
      {(['accuracy', 'loss'] as const).map((kind) => (
        <LineChart
          key={kind}
          title={texts.runs[kind]}
          xTitle={texts.runs.epoch}
          series={series(kind)}
          placeText={(done) => texts.runs.epochs({ done, total: EPOCHS })}
        />
      ))}
    </>
  );
}

function Result({ result: { split, metrics, before } }: { result: TaughtResult }) {
  const words = texts.teach;
  const now = metricsOf(metrics)?.estimates ?? [];
  const was = new Map(metricsOf(before)?.estimates.map(({ name, estimate }) => [name, estimate]));
  const counts = { training: split.training, validation: split.validation };
  return (
    <article className="card">
      <h2>{words.result}</h2>
      <p>{split.by === 'patient' ? words.byPatient(counts) : words.byImage(counts)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.now}</th>
          </tr>
        </thead>
        <tbody>
          {now.map(({ name, estimate }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{estimateText(was.get(name) ?? { value: null, ci95: null })}</td>
              <td>{estimateText(estimate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href="#/private">{words.use}</a>
      </p>
      <div className="row">
        {(['onnx', 'h5', 'keras'] as const).map((format) => (
          <button key={format} type="button" onClick={() => saveTaught(format)}>
            {words.save({ format })}
          </button>
        ))}
      </div>
    </article>
  );
}
