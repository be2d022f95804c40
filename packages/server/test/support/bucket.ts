import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { freePort } from './free-port.js';

/** An S3 server of one file: go install github.com/versity/versitygw/cmd/versitygw@latest */
const PROGRAM = process.env.GIEMSA_TEST_S3_SERVER ?? 'versitygw';

export const hasBucketServer = spawnSync(PROGRAM, ['--version']).status === 0;

export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'giemsa', AWS_SECRET_ACCESS_KEY: 'secret-of-the-tests' };

/** An S3-compatible server on a free port of this machine, which keeps objects as files in a new folder. */
export async function startBucketServer() {
  const folder = mkdtempSync(join(tmpdir(), 'giemsa-bucket-'));
  const [objects, versions] = [join(folder, 'objects'), join(folder, 'versions')];
  for (const path of [objects, versions]) spawnSync('mkdir', [path]);
  const port = await freePort();
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = CREDENTIALS;
  const child = spawn(
    PROGRAM,
    [
      ...['--port', `127.0.0.1:${port}`, '--access', accessKeyId, '--secret', secretAccessKey, '--quiet'],
      ...['posix', '--versioning-dir', versions, objects],
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    service: 's3',
    region: 'us-east-1',
    retries: 0,
  });
  await untilReady(() => client.fetch(endpoint));
  return {
    endpoint,
    /** The folder whose folders are the buckets. */
    objects,
    async createBucket(name: string, { versioned = false } = {}): Promise<void> {
      await expectOk(await client.fetch(`${endpoint}/${name}`, { method: 'PUT' }));
      if (!versioned) return;
      const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
      await expectOk(await client.fetch(`${endpoint}/${name}?versioning`, { method: 'PUT', body }));
    },
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function expectOk(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

async function untilReady(ask: () => Promise<Response>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask().catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the bucket server of the tests did not start');
}
