import { expect, test } from 'vitest';
import { readAudit } from './audit.js';
import { refusedLicences } from './licences.js';

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['Apache-2.0 AND LGPL-3.0-or-later AND MIT', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-2.0-only', false],
  ['AGPL-3.0', false],
  ['SEE LICENSE IN LICENSE.txt', false],
  ['UNLICENSED', false],
  [undefined, false],
])('a package under %s is allowed: %s', (license, isAllowed) => {
  const packages = {
    '': {},
    'node_modules/a/node_modules/b': { version: '1.0.0', ...(license && { license }) },
  };
  expect(refusedLicences({ packages })).toEqual(
    isAllowed ? [] : [`b 1.0.0: ${license ?? 'no licence is named'}`],
  );
});

test('high and critical vulnerabilities fail, lower ones are reported', () => {
  const vulnerabilities = {
    a: { severity: 'high', range: '<2', fixAvailable: true },
    b: { severity: 'moderate', range: '*', fixAvailable: false },
  };
  expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))).toEqual({
    state: 'done',
    breaking: ['high: a <2; "npm audit fix" mends it'],
    others: ['moderate: b *'],
  });
});

test.each([
  ['', 'npm audit gave no report'],
  ['{ "message": "405 Method Not Allowed", "error": { "summary": "" } }', '405 Method Not Allowed'],
  ['{ "error": { "code": "ENOTFOUND", "summary": "no network" } }', 'no network'],
])('where there are no advisories, %j, that is said and breaks nothing', (output, reason) => {
  expect(readAudit(output)).toEqual({ state: 'skipped', reason });
});
