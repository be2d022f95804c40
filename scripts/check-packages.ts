import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readAudit } from './audit.js';
import { type Lock, refusedLicences } from './licences.js';

// npm run check:packages: licences of all packages, and known vulnerabilities of those that giemsa runs with.

const say = (line: string) => process.stdout.write(`${line}\n`);

const refused = refusedLicences(JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock);
for (const line of refused) say(`licence not allowed: ${line}`);
if (refused.length > 0) say('Which are allowed, and why, is in scripts/licences.ts.');
else say('licences: all allowed');

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 64e6,
  shell: process.platform === 'win32',
});
const audit = readAudit(stdout ?? '');
if (audit.state === 'skipped') {
  say(`npm audit: SKIPPED, advisories could not be had: ${audit.reason}`);
} else {
  for (const line of [...audit.breaking, ...audit.others]) say(`vulnerable: ${line}`);
  say(`npm audit: ${audit.breaking.length} high or critical, ${audit.others.length} lower`);
}

if (refused.length > 0 || (audit.state === 'done' && audit.breaking.length > 0)) process.exitCode = 1;
