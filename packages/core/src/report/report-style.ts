/** Style sheet of the report page: light and dark, phone and print, no outside address. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --quiet: #59636e; --line: #d8dee4;
  --panel: #f6f8fa; --edge: #00000038; --accent: #08457e; --warning-ink: #7a3300; --warning: #fff1e5; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161b; --ink: #e6e9ed; --quiet: #9aa5b1; --line: #333b44;
  --panel: #1a2027; --edge: #ffffff40; --accent: #8ec1f2; --warning-ink: #ffc69a; --warning: #35220f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main, header, footer { max-width: 1000px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 36px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 44px 0 12px; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
p { margin: 8px 0; max-width: 72ch; }
.quiet { color: var(--quiet); }
.small { font-size: .875rem; }
.notice { border-left: 4px solid currentColor; background: var(--warning); color: var(--warning-ink);
  padding: 10px 14px; border-radius: 0 6px 6px 0; margin: 16px 0; }
.headline { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 20px 0; }
.headline div { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; }
.headline b { display: block; font-size: 1.75rem; line-height: 1.2; color: var(--accent);
  font-variant-numeric: tabular-nums; }
.headline span { display: block; font-size: .875rem; color: var(--quiet); }
figure { margin: 12px 0; overflow-x: auto; }
figure svg, figure img { max-width: 100%; height: auto; display: block; }
figure svg text { font-family: "DejaVu Sans", Verdana, system-ui, sans-serif; }
figcaption { font-size: .875rem; color: var(--quiet); max-width: 72ch; margin-top: 6px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 12px 28px; align-items: start; }
/* Shadows at an edge behind which there is more. */
.scroll, figure.curves, figure.patients { overflow-x: auto; background:
  linear-gradient(to right, var(--paper) 30%, transparent) left / 40px 100% no-repeat local,
  linear-gradient(to left, var(--paper) 30%, transparent) right / 40px 100% no-repeat local,
  radial-gradient(farthest-side at 0 50%, var(--edge), transparent) left / 14px 100% no-repeat scroll,
  radial-gradient(farthest-side at 100% 50%, var(--edge), transparent) right / 14px 100% no-repeat scroll; }
table { border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 6px 20px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { font-size: .8125rem; color: var(--quiet); font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.name { white-space: nowrap; }
td.meaning { min-width: 24ch; }
td.words { overflow-wrap: anywhere; min-width: 12ch; }
table.dense th, table.dense td { padding-right: 10px; } table.dense thead th { white-space: normal; } table.dense td.meaning { min-width: 20ch; }
details summary { cursor: pointer; color: var(--accent); margin: 8px 0; }
footer { padding-top: 20px; padding-bottom: 48px; margin-top: 48px; border-top: 1px solid var(--line); }
/* Wide charts stay readable on a phone: they are scrolled instead of shrunk. */
.curves svg, .patients svg { min-width: 640px; }
/* On a phone a wide table is a list: one block for each row, its values with their titles. */
@media (max-width: 640px) { table.cards, .cards tbody { display: block; } .cards thead { display: none; }
  .cards tr { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; border-bottom: 1px solid var(--line); padding: 8px 0; }
  .cards td { border: 0; padding: 1px 0; } .cards td:empty { display: none; }
  .cards td.meaning, .cards td[data-title] { grid-column: 1 / -1; }
  .cards td[data-title]:not(:empty) { display: flex; justify-content: space-between; gap: 12px; font-size: .875rem; }
  .cards td[data-title]::before { content: attr(data-title); color: var(--quiet); }
  .cards td.name { font-weight: 600; white-space: normal; } }
@media (max-width: 520px) { h1 { font-size: 1.3rem; } .headline { grid-template-columns: 1fr 1fr; }
  .headline b { font-size: 1.35rem; } th, td { padding-right: 12px; } }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --panel: #fff;
  --accent: #08457e; --warning: #fff; --warning-ink: #000; }
  body { font-size: 10.5pt; } figure, tr, .headline div, .notice { break-inside: avoid; } h2 { break-after: avoid; }
  details summary { display: none; } details::details-content { content-visibility: visible; block-size: auto; }
  .curves svg, .patients svg { min-width: 0; }
  /* Paper cannot be scrolled. */
  .scroll { overflow: visible; } table { font-size: 9pt; } th, td { padding-right: 10px; }
  td.name, td.number, th.number { white-space: normal; } td.meaning { min-width: 0; } }
`;
