/** What `npm audit --json` prints, where the registry answered. */
interface Report {
  readonly vulnerabilities: Readonly<
    Record<string, { severity: string; range: string; fixAvailable: unknown }>
  >;
}

/** Whoever runs a server could be attacked through these. */
const BREAKING = ['high', 'critical'];

export type Audit =
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'done'; readonly breaking: readonly string[]; readonly others: readonly string[] };

/**
 * Reads what `npm audit --json` printed. Where no advisories could be had (no network, a mirror without them) there is no
 * report, and that is no finding.
 */
export function readAudit(output: string): Audit {
  const report = parse(output);
  if (!isReport(report)) return { state: 'skipped', reason: reasonOf(report) ?? 'npm audit gave no report' };
  const lines = Object.entries(report.vulnerabilities).map(([name, { severity, range, fixAvailable }]) => ({
    severity,
    line: `${severity}: ${name} ${range}${fixAvailable ? '; "npm audit fix" mends it' : ''}`,
  }));
  const isBreaking = ({ severity }: { severity: string }) => BREAKING.includes(severity);
  return {
    state: 'done',
    breaking: lines.filter(isBreaking).map(({ line }) => line),
    others: lines.filter((entry) => !isBreaking(entry)).map(({ line }) => line),
  };
}

function parse(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

const isReport = (value: unknown): value is Report =>
  typeof value === 'object' && value !== null && 'auditReportVersion' in value && 'vulnerabilities' in value;

const reasonOf = (value: unknown): string | undefined =>
  (value as { message?: string; error?: { summary?: string } } | undefined)?.message ??
  (value as { error?: { summary?: string } } | undefined)?.error?.summary;
