import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page && existsSync(join(ROOT, page)));

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '`');

/** The anchors of a page, by GitHub's rule: lower case, no punctuation, a dash for a space, `-1` for the second of a name. */
function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const [, heading] of markdown.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/^#+ +(.+?) *$/gm)) {
    const text = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '').replace(/ /g, '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    anchors.add(before ? `${anchor}-${before}` : anchor);
  }
  return anchors;
}

/** What is wrong with the links of a page: a file that is not there, or a heading that its page does not have. */
function brokenLinks(page: string): string[] {
  const text = withoutCode(readFileSync(join(ROOT, page), 'utf8'));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
    ([, link]) => link!,
  );
  return links.flatMap((link) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path, anchor] = link.split('#');
    const target = path ? normalize(join(dirname(page), path)) : page;
    if (!existsSync(join(ROOT, target))) return [`${link}: no such file`];
    if (anchor === undefined || statSync(join(ROOT, target)).isDirectory()) return [];
    const there = anchorsOf(readFileSync(join(ROOT, target), 'utf8')).has(anchor);
    return there ? [] : [`${link}: no such heading`];
  });
}

describe('links between the pages of the repository', () => {
  test.each(PAGES)('%s', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  test('docs/README.md links to every page of docs/', () => {
    const index = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
    const pages = PAGES.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.filter((page) => !index.includes(`](${page.slice('docs/'.length)})`))).toEqual([]);
  });

  test("a heading's anchor is GitHub's", () => {
    expect(anchorsOf("# The tutorial's split\n\n## `fast`, in 10 min\n\n## `fast`, in 10 min\n")).toEqual(
      new Set(['the-tutorials-split', 'fast-in-10-min', 'fast-in-10-min-1']),
    );
  });

  test('a page that a comment, a text or a card names is there', () => {
    const named = execFileSync(
      'git',
      [
        'grep',
        '-oE',
        'docs/[a-z0-9/-]+\\.md',
        '--',
        '*.ts',
        '*.tsx',
        '*.md',
        '*.mjs',
        ':!docs',
        ':!scripts/links.test.ts',
      ],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    const gone = named
      .split('\n')
      .filter((line) => line && !existsSync(join(ROOT, line.slice(line.lastIndexOf(':') + 1))));
    expect(named).not.toBe('');
    expect(gone).toEqual([]);
  });
});
