import { Html, html } from '@giemsa/core/internal/report/html';
import { REPORT_STYLE } from '@giemsa/core/internal/report/report-style';

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: object;
  readonly responses?: Readonly<Record<string, unknown>>;
}

interface OpenApi {
  readonly info: { title: string; version: string; description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Paths are long words. */
const STYLE = 'h2 { overflow-wrap: anywhere; } pre { overflow-x: auto; } a { color: var(--accent); }';

/** The OpenAPI document for people: one page without code. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => describe(method, path, operation)),
  );
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${document.info.title}</title>
<style>${new Html(REPORT_STYLE + STYLE)}</style></head><body>
<header><h1>${document.info.title}</h1><p>${document.info.description}</p>
<p>As a machine reads it: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1)</p></header>
<main>${operations}</main></body></html>`.markup;
}

function describe(method: string, path: string, operation: Operation): Html {
  const { summary, description, parameters = [], requestBody, responses = {} } = operation;
  const names = parameters.map(
    ({ name, in: place, required }) => `${name} (${place}${required ? ', required' : ''})`,
  );
  return html`<h2><code>${method.toUpperCase()} ${path}</code></h2><p>${summary}</p>
${description ? html`<p class="quiet">${description}</p>` : null}
${names.length > 0 ? html`<p class="small">Parameters: ${names.join(', ')}</p>` : null}
${requestBody ? html`<details><summary>Body</summary><pre class="small">${JSON.stringify(requestBody, null, 1)}</pre></details>` : null}
<details><summary>Answers: ${Object.keys(responses).join(', ')}</summary><pre class="small">${JSON.stringify(responses, null, 1)}</pre></details>`;
}
