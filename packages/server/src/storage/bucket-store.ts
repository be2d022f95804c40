import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { AwsClient } from 'aws4fetch';
import { UnusableStore } from '../refusals.js';
import type { PictureStore } from './picture-store.js';

/** Of one request, which moves one picture. */
const TIMEOUT_MS = 60_000;
/** With growing pauses, where the bucket answers that it cannot just now. */
const RETRIES = 5;

type Environment = Readonly<Record<string, string | undefined>>;

/** An S3-compatible bucket, or the part of it under a prefix. */
export class BucketStore implements PictureStore {
  readonly #client: AwsClient;

  /** @param base address of the bucket, without a slash at the end; @param prefix of all names, empty or ending in one */
  constructor(
    client: AwsClient,
    private readonly base: string,
    private readonly prefix: string,
  ) {
    this.#client = client;
  }

  async read(name: string): Promise<Buffer | undefined> {
    const answer = await this.#ask('GET', name);
    return answer && Buffer.from(await answer.arrayBuffer());
  }

  async has(name: string): Promise<boolean> {
    return (await this.#ask('HEAD', name)) !== undefined;
  }

  async take(name: string, file: string): Promise<void> {
    await this.write(name, await readFile(file));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    // With this, the bucket refuses data that did not arrive whole.
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!(await this.#ask('PUT', name, { body: bytes, headers: { 'x-amz-content-sha256': sha256 } }))) {
      throw new Error(`cannot write ${name} into the bucket: it is gone`);
    }
  }

  async create(name: string, bytes: Uint8Array): Promise<void> {
    if (await this.has(name)) return;
    const headers = {
      'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
      'if-none-match': '*',
    };
    await this.#ask('PUT', name, { body: bytes, headers }).catch(async (error: Error) => {
      // Another writer was faster; a bucket that does not support the condition keeps the last one.
      if (!(await this.has(name))) throw error;
    });
  }

  /** A bucket answers when it has kept what it was given. */
  async sync(): Promise<void> {}

  async delete(name: string): Promise<void> {
    await this.#ask('DELETE', name);
  }

  async deleteFolder(folder: string): Promise<void> {
    // What is deleted is not in the next list.
    for (let names = await this.#list(folder); names.length > 0; names = await this.#list(folder)) {
      await Promise.all(names.map((name) => this.delete(`${folder}/${name}`)));
    }
  }

  async list(folder: string): Promise<string[]> {
    const names: string[] = [];
    for (
      let next = await this.#list(folder);
      next.length > 0;
      next = await this.#list(folder, names.at(-1))
    ) {
      for (const name of next) names.push(name);
    }
    return names;
  }

  async writtenAt(name: string): Promise<Date | undefined> {
    const time = (await this.#ask('HEAD', name))?.headers.get('last-modified');
    return time ? new Date(time) : undefined;
  }

  /** @throws UserError when the bucket cannot be used, or keeps what is deleted */
  async check(shown: string): Promise<void> {
    try {
      await this.#list('pictures');
      const versioning = await this.#ask('GET', '', { query: 'versioning' });
      if (!/<Status>Enabled<\/Status>/.test((await versioning?.text()) ?? '')) return;
    } catch (error) {
      const { message, cause } = error as Error & { cause?: Error };
      throw new UnusableStore(
        `cannot use --pictures ${shown}: ${cause?.message || message}. Check the bucket, its endpoint and region, and ` +
          'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      );
    }
    throw new UnusableStore(
      `--pictures ${shown}: the bucket keeps old versions, so deleted pictures would still be there; ` +
        'use a bucket without versioning',
    );
  }

  /** At most 1000 names right in a folder, without it, in their order. @param after only those that come after this one */
  async #list(folder: string, after?: string): Promise<string[]> {
    const path = `${this.prefix}${folder}/`;
    const start = after === undefined ? '' : `&start-after=${encodeURIComponent(path + after)}`;
    const query = `list-type=2&prefix=${encodeURIComponent(path)}${start}`;
    const answer = await this.#ask('GET', '', { query });
    if (!answer) throw new Error('there is no such bucket');
    // What giemsa names needs no quoting in XML, in contrast to the prefix before it.
    return [...(await answer.text()).matchAll(/<Key>[^<]*?([^/<]+)<\/Key>/g)].map(([, name]) => name!);
  }

  /** @returns `undefined` when there is nothing of this name */
  async #ask(
    method: string,
    name: string,
    { query = '', ...init }: { query?: string; body?: Uint8Array; headers?: Record<string, string> } = {},
  ): Promise<Response | undefined> {
    const path = name === '' ? '' : `${this.prefix}${name}`.split('/').map(encodeURIComponent).join('/');
    const address = `${this.base}/${path}${query === '' ? '' : `?${query}`}`;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await this.#client.fetch(address, { method, signal, ...(init as RequestInit) });
    if (answer.ok) return answer;
    const said = await answer.text();
    if (answer.status === 404) return undefined;
    const code = /<Code>(.*?)<\/Code>/.exec(said)?.[1] ?? '';
    throw new Error(`the bucket answers ${answer.status} ${code} to ${method} ${name || 'a list'}`);
  }
}

/**
 * Opens `s3://bucket/prefix?endpoint=https://…&region=…`. Without an endpoint it is Amazon's, or that of AWS_ENDPOINT_URL_S3
 * or AWS_ENDPOINT_URL; region and credentials are those of AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
 * AWS_SESSION_TOKEN.
 * @throws UserError when it is no such URL, credentials are missing, or the bucket cannot be used
 */
export async function openBucket(url: string, environment: Environment = process.env): Promise<BucketStore> {
  const place = parseUrl(url, environment);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) {
    throw new UnusableStore(
      `--pictures ${url} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment`,
    );
  }
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    service: 's3',
    region: place.region,
    retries: RETRIES,
  });
  const store = new BucketStore(client, place.base, place.prefix);
  await store.check(url);
  return store;
}

function parseUrl(url: string, environment: Environment): { base: string; prefix: string; region: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const options = [...(parsed?.searchParams.keys() ?? [])];
  if (
    parsed?.protocol !== 's3:' ||
    parsed.hostname === '' ||
    options.some((name) => name !== 'endpoint' && name !== 'region')
  ) {
    throw new InvalidOption(
      'pictures',
      url,
      `--pictures must be s3://BUCKET/PREFIX, with ?endpoint=https://HOST and &region=NAME where it is not Amazon's. Received "${url}"`,
    );
  }
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = environment;
  const region = parsed.searchParams.get('region') ?? (AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1');
  const endpoint = parsed.searchParams.get('endpoint') ?? (AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL);
  if (endpoint && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    throw new InvalidOption(
      'pictures',
      endpoint,
      `--pictures: the endpoint must begin with https:// or http://. Received "${endpoint}"`,
    );
  }
  const path = parsed.pathname.split('/').filter(Boolean).map(decodeURIComponent).join('/');
  return {
    base: endpoint
      ? `${endpoint.replace(/\/+$/, '')}/${parsed.hostname}`
      : `https://${parsed.hostname}.s3.${region}.amazonaws.com`,
    prefix: path === '' ? '' : `${path}/`,
    region,
  };
}
