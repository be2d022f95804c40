// A registry of npm on this machine, for tests: it has the staged packages, and sends everything else to the real one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';

/**
 * @param folders staged packages
 * @param tarballs folder for their archives
 * @returns {Promise<{ url: string, sizes: Record<string, { packed: number, unpacked: number }>, close(): Promise<void> }>}
 */
export async function startRegistry(folders, tarballs) {
  mkdirSync(tarballs, { recursive: true });
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const packages = new Map(folders.map((folder) => pack(folder, tarballs)));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1);
    if (path.endsWith('.tgz') && path.startsWith('-/')) {
      response.end(readFileSync(join(tarballs, basename(path))));
      return;
    }
    const [, name, version] = /^(@[^/]+\/[^/]+|[^/]+)(?:\/(.+))?$/.exec(path) ?? [];
    const found = packages.get(name);
    if (!found) {
      response.writeHead(302, { location: new URL(request.url.slice(1), upstream).href }).end();
      return;
    }
    const { manifest, archive } = found;
    const dist = {
      tarball: `${url}-/${archive.filename}`,
      integrity: archive.integrity,
      shasum: archive.shasum,
    };
    const published = { ...manifest, dist };
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify(
        version === manifest.version
          ? published
          : {
              name: manifest.name,
              'dist-tags': { latest: manifest.version },
              versions: { [manifest.version]: published },
            },
      ),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const sizes = Object.fromEntries(
    [...packages].map(([name, { archive }]) => [
      name,
      { packed: archive.size, unpacked: archive.unpackedSize },
    ]),
  );
  return { url, sizes, close: () => new Promise((resolve) => server.close(resolve)) };
}

function pack(folder, tarballs) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const answer = execFileSync('npm', ['pack', '--json', '--pack-destination', tarballs], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parsed = JSON.parse(answer);
  const archive = Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0];
  const filename = archive.filename.replace('@', '').replace('/', '-');
  const bytes = readFileSync(join(tarballs, filename));
  return [
    manifest.name,
    {
      manifest,
      archive: {
        ...archive,
        filename,
        shasum: createHash('sha1').update(bytes).digest('hex'),
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      },
    },
  ];
}
