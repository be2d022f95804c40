import { basename } from 'node:path';
import type { SmearCheck } from './check-run.js';
import { type Finding, TITLES, VERDICTS } from './findings.js';

/** What `smear check` prints: a line for each finding with what to do below it, the fields that are set aside, what it cannot tell. */
export function describeCheck({ findings, fields, cannotTell, leftOut }: SmearCheck): string[] {
  const setAside = fields.flatMap(({ file, problem }) =>
    problem === null ? [] : [`  set aside ${basename(file)}: ${problem}`],
  );
  return [
    ...findings.flatMap((finding) => [...lines(finding), ...(finding.about === 'fields' ? setAside : [])]),
    ...leftOut.map(({ reason }) => `left out: ${reason}`),
    'What this check cannot tell:',
    ...cannotTell.map((words) => `  ${words}`),
  ];
}

function lines({ about, verdict, measured, advice }: Finding): string[] {
  const line = `${TITLES[about]}: ${VERDICTS[verdict]}: ${measured}`;
  return advice === '' ? [line] : [line, `  ${verdict === 'good' ? 'note' : 'do'}: ${advice}`];
}
