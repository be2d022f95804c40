/** A picture of a page. */
export interface Shot {
  readonly state: string;
  readonly theme: string;
  readonly width: number;
  /** Its file, beside the gallery. */
  readonly file: string;
}

/** One page with all pictures: a row for each state. */
export function galleryPage(shots: readonly Shot[]): string {
  const states = [...new Set(shots.map(({ state }) => state))];
  const rows = states.map((state) => {
    const figures = shots
      .filter((shot) => shot.state === state)
      .map(
        ({ file, theme, width }) =>
          `<figure><a href="${file}"><img src="${file}" alt="${state}, ${theme}, ${width} px" loading="lazy"></a><figcaption>${theme}, ${width} px</figcaption></figure>`,
      );
    return `<section id="${state}"><h2>${state}</h2><div>${figures.join('')}</div></section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pages of the reading room</title>
<style>
body { font: 16px system-ui, sans-serif; margin: 24px; background: #8a9099; }
nav a { margin-right: 12px; color: inherit; }
section div { display: flex; gap: 16px; overflow-x: auto; align-items: flex-start; }
figure { margin: 0; flex: none; }
img { max-width: 420px; max-height: 600px; display: block; }
</style></head>
<body><h1>Pages of the reading room</h1><nav>${states.map((state) => `<a href="#${state}">${state}</a>`).join('')}</nav>
${rows.join('\n')}
</body></html>
`;
}
