/** The part of package-lock.json that says what is installed. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  /** Not installed by those who use giemsa. */
  readonly dev?: boolean;
  /** A package of this repository. */
  readonly link?: boolean;
}

/** Whoever gets giemsa may do with these what giemsa's own licence, Apache-2.0, allows. */
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unicode-DFS-2016',
  'Unlicense',
  'Zlib',
];

/** They bind who changes the package itself. giemsa changes none: each is installed from npm as it is and can be exchanged. */
const OF_WHOLE_PACKAGES = ['LGPL-3.0', 'LGPL-3.0-only', 'LGPL-3.0-or-later', 'MPL-2.0'];

/** Licences without a name of SPDX, read by a person. */
const READ: Readonly<Record<string, string>> = {
  h5wasm: 'NIST: use, copy, change and pass on, with its notice; HDF5 inside: BSD-style',
  'dejavu-fonts-ttf': 'Bitstream Vera and Arev: use, change and pass on, under another name when changed',
};

/**
 * @returns a line for each package of the lock file whose licence is none of those that are allowed; packages that only
 * development needs are looked at too, because they make what is published
 */
export function refusedLicences({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { version, license, link }]) => {
    const name = /(?:^|\/)node_modules\/(.+)$/.exec(path)?.[1]?.replace(/^.*node_modules\//, '');
    if (name === undefined || link || name in READ) return [];
    if (license !== undefined && isAllowed(license)) return [];
    return [`${name} ${version}: ${license ?? 'no licence is named'}`];
  });
}

/** Expressions of SPDX with AND and OR, as npm's packages have them. */
function isAllowed(expression: string): boolean {
  const plain = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(plain)) return false;
  return plain
    .split(/ OR /i)
    .some((choice) =>
      choice.split(/ AND /i).every((id) => [...PERMISSIVE, ...OF_WHOLE_PACKAGES].includes(id.trim())),
    );
}
