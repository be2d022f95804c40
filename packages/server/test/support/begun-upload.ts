import { request as httpRequest } from 'node:http';
import { useNames } from './logs.js';

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect in it
  readonly body: any;
}

const BOUNDARY = 'boundary-of-the-tests';

/** The files of an upload as its body; `end` is what comes last. */
export function multipart(files: Readonly<Record<string, Uint8Array>>): {
  body: Buffer;
  end: Buffer;
  type: string;
} {
  useNames(Object.keys(files));
  const parts = Object.entries(files).flatMap(([name, bytes]) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat(parts),
    end: Buffer.from(`--${BOUNDARY}--\r\n`),
    type: `multipart/form-data; boundary=${BOUNDARY}`,
  };
}

/** An upload of which the files are sent, and the end is not yet. */
export function beginUpload(
  address: string,
  path: string,
  files: Readonly<Record<string, Uint8Array>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const { body, end, type } = multipart(files);
  const request = httpRequest(`${address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
  });
  const answer = new Promise<JsonAnswer>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: text === '' ? undefined : JSON.parse(text),
        });
      });
    });
  });
  // Where the test leaves, nobody asks for it.
  answer.catch(() => undefined);
  request.write(body);
  return {
    answer,
    finish: (): Promise<JsonAnswer> => {
      request.end(end);
      return answer;
    },
    leave: (): void => void request.destroy(),
  };
}
