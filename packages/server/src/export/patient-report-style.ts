/** One A4 page in black on white; on a screen it looks as it will be printed. */
export const PATIENT_REPORT_STYLE = `
@page { size: A4; margin: 12mm 12mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
:root { color-scheme: light; --ink: #111; --quiet: #474f57; --line: #b9c0c7; --accent: #08457e; --warning: #7a3300; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 12mm; max-width: 210mm; background: #fff; color: var(--ink);
  font: 9pt/1.35 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; gap: 8mm; align-items: start; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0; }
h2 { font-size: 9.5pt; margin: 3mm 0 1mm; border-bottom: 1px solid var(--line); break-after: avoid; }
p { margin: 1mm 0; }
.quiet { color: var(--quiet); }
.state { border: 1.5px solid var(--warning); color: var(--warning); padding: 1.5mm 3mm; max-width: 85mm; }
.state.signed { border-color: var(--accent); color: var(--accent); }
.notice { border-left: 1mm solid var(--warning); color: var(--warning); padding: 0 2.5mm; margin: 2mm 0; }
.statement { font-size: 10pt; }
.details { display: flex; flex-wrap: wrap; gap: 1mm 6mm; margin: 1.5mm 0; }
.details div { display: flex; gap: 1.5mm; }
dt { color: var(--quiet); }
dd { margin: 0; font-weight: 600; }
.headline { display: grid; grid-template-columns: repeat(auto-fit, minmax(36mm, 1fr)); gap: 2.5mm; margin: 2mm 0; }
.headline div { border: 1px solid var(--line); padding: 1.5mm 2.5mm; }
.headline b { display: block; font-size: 14pt; line-height: 1.2; color: var(--accent); }
.headline span { display: block; color: var(--quiet); font-size: 8pt; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; }
table { border-collapse: collapse; width: 100%; font-size: 8pt; line-height: 1.25; }
th, td { text-align: left; vertical-align: top; padding: .5mm 2mm .5mm 0; border-bottom: 1px solid #e3e7eb; }
th { font-weight: 400; color: var(--quiet); width: 25mm; overflow-wrap: normal; }
.reasons { margin: 0; padding-left: 4mm; font-size: 8pt; }
.cells { display: grid; grid-template-columns: repeat(8, 1fr); gap: 2mm; }
figure { margin: 0; break-inside: avoid; }
figure img, .gone { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: #eee; margin: 0; }
figcaption { font-size: 7pt; line-height: 1.2; }
figcaption b { display: block; }
footer { margin-top: 3mm; border-top: 1px solid var(--line); break-inside: avoid; }
.lines { display: grid; grid-template-columns: 2fr 1fr 2fr; gap: 6mm; }
.lines span { border-bottom: 1px solid var(--ink); padding-top: 7mm; color: var(--quiet); }
@media (max-width: 640px) { body { padding: 14px; } header { flex-direction: column; gap: 3mm; }
  .columns { grid-template-columns: 1fr; } .cells { grid-template-columns: repeat(4, 1fr); } }
@media print { body { padding: 0; max-width: none; } }
`;
