/**
 * A chart in Vega-Lite's grammar. Vega-Lite's own types stay out of what is exported: they do not compile under
 * `exactOptionalPropertyTypes`, which a program that uses giemsa may have switched on.
 */
export type ChartSpec = Readonly<Record<string, unknown>>;
