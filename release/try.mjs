// A registry on this machine with the packages as they would be published, to try them in another project:
//
//   node release/try.mjs      prints the command to install them; Ctrl-C ends it
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRegistry } from './registry.mjs';
import { stage } from './stage.mjs';

const tarballs = mkdtempSync(join(tmpdir(), 'giemsa-registry-'));
const registry = await startRegistry(stage({ only: `${process.platform}-${process.arch}` }), tarballs);
process.stdout.write(`npm install giemsa --registry ${registry.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    rmSync(tarballs, { recursive: true });
    process.exit();
  });
}
