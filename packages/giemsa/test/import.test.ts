import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** Says what is imported, module by module. */
const HOOK = `
  import { writeSync } from 'node:fs';
  export const load = (url, context, next) => {
    writeSync(1, url + '\\n');
    return next(url, context);
  };`;
const PROGRAM = `
  import { createRequire, register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(HOOK)}));
  await import('giemsa');
  console.log(Object.keys(createRequire(import.meta.url).cache).join('\\n'));`;

/** Each takes from 10 to 200 ms, and most programs need few of them. */
const LARGE = ['sharp', '@img', 'h5wasm', 'vega', 'vega-lite', '@resvg', '@techstark', 'libheif-js'];

test("import 'giemsa' loads no large library before it is used", () => {
  const loaded = execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    cwd: PACKAGE,
    encoding: 'utf8',
  });
  expect(loaded).toContain('/node_modules/zod/');
  const packages = [...loaded.matchAll(/.*\/node_modules\/([^/\n]+)/g)].map(([, name]) => name!);
  expect(LARGE.filter((name) => packages.includes(name))).toEqual([]);
});
