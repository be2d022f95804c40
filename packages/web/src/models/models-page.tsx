import type { ApiModel } from '@giemsa/server';
import { api } from '../data/api.js';
import { wordOf } from '../data/read-batch.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { Facts } from '../parts/facts.js';
import { significant, when, whole } from '../parts/format.js';
import { estimateText, measuredText, metricsOf } from '../parts/metrics.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { CompareForm } from './compare-form.js';
import { CalibratedMicroscopes, Microscopes } from './microscopes.js';

export function ModelsPage() {
  const models = useLoaded(api.models, 'models');
  const session = useSession();
  return (
    <>
      <h1>{texts.models.title}</h1>
      {models.value === undefined && <Status loaded={models} />}
      {models.value?.length === 0 && <p className="notice">{texts.models.none}</p>}
      {models.value !== undefined && models.value.length > 0 && (
        <>
          {session?.role === 'admin' ? (
            <Microscopes models={models.value} onModels={models.reload} />
          ) : (
            <CalibratedMicroscopes />
          )}
          <h2>{texts.compare.heading}</h2>
          <p className="quiet">{texts.compare.explain}</p>
          <CompareForm models={models.value} />
          <h2>{texts.models.cards}</h2>
        </>
      )}
      <div className="cards">
        {models.value?.map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </div>
    </>
  );
}

/** As the model's files call it, and the word for it on the page. */
function classText(model: ApiModel, name: string): string {
  const word = wordOf(model, name);
  return word === name.toLowerCase() ? name : `${name} (${word})`;
}

function ModelCard({ model }: { model: ApiModel }) {
  const { facts } = texts.models;
  const metrics = metricsOf(model.metrics);
  const assumed = model.meaning?.filter(({ source }) => source === 'assumed') ?? [];
  const rows: [string, string][] = [
    [facts.architecture, model.architecture],
    [facts.parameters, whole(model.parameters)],
    [facts.recipe, model.recipe],
    [facts.classes, model.class_names.map((name) => classText(model, name)).join(', ')],
    [facts.threshold, significant(model.threshold, 6)],
    [facts.size, `${model.image_size} × ${model.image_size}`],
    [facts.calibrated, model.calibrated ? texts.models.yes : texts.models.no],
    [facts.modified, when(model.modified)],
    [facts.sha256, model.sha256.slice(0, 16)],
    ...assumed.map(({ what, value }): [string, string] => [facts.assumed({ what }), value]),
  ];
  return (
    <article className="card">
      <h2>
        {model.id}{' '}
        {model.default_for.map((kind) => (
          <span key={kind} className="badge">
            {texts.models.defaultFor[kind]}
          </span>
        ))}
      </h2>
      <Facts rows={rows} />
      {metrics ? (
        <>
          <h3>{texts.models.metrics}</h3>
          <p className="quiet small">{measuredText(metrics)}</p>
          <Facts rows={metrics.estimates.map(({ name, estimate }) => [name, estimateText(estimate)])} />
        </>
      ) : (
        <p className="quiet">{texts.models.noMetrics}</p>
      )}
      <p className="quiet small">{texts.models.limits}</p>
    </article>
  );
}
