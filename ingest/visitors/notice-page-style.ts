import { hash } from 'node:crypto';

/** Readable on a phone, in the dark and on paper. Nothing is fetched: the sheet is part of the page. */
export const NOTICE_STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#12232b, #e6eef1); --soft: light-dark(#4a5f69, #a5b8c0); --line: light-dark(#d9e2e6, #2a3b43);
  --back: light-dark(#fff, #0f191e); --tint: light-dark(#eef5f6, #15232a); --blue: light-dark(#0b6b80, #5cc3d6);
  --on-blue: light-dark(#fff, #06222a); --note: light-dark(#fff4d6, #3a2f10);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--back); overflow-wrap: break-word; }
.sheet { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
a { color: var(--blue); text-underline-offset: .2em; }
a:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; border-radius: 4px; }
h1 { font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.15; letter-spacing: -.02em; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
.soft { color: var(--soft); font-size: .9375rem; }
.hash { font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; word-break: break-all; }
section { padding-top: 1.75rem; }
ul { margin: 0 0 .75rem; padding-left: 1.25rem; }
li { margin-bottom: .5rem; }
li::marker { color: var(--soft); }
.state { background: var(--note); border-radius: 10px; padding: .75rem 1rem; margin: 1rem 0 0; }
.state.good { background: var(--tint); }
.state p { margin: 0; }
.first { background: var(--tint); border-radius: 12px; padding: 1.5rem; margin-top: 1.5rem; }
.first :last-child { margin-bottom: 0; }
button { border: 1px solid var(--blue); border-radius: 8px; padding: .75rem 1.25rem; min-height: 44px; background: var(--blue); color: var(--on-blue); font: inherit; font-weight: 600; cursor: pointer; }
form { margin: 1rem 0 0; }
nav { margin-top: 1.5rem; }
summary { cursor: pointer; color: var(--blue); }
nav ul { margin-top: .5rem; columns: 2 16rem; list-style: none; padding: 0; }
nav li { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .625rem .75rem .625rem 0; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
td:first-child { font-weight: 600; white-space: nowrap; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.25rem; }
@media (max-width: 40rem) {
  .sheet { padding: 1.75rem 1.125rem 3rem; }
  .first { padding: 1.125rem; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; border-top: 1px solid var(--line); padding: .75rem 0; }
  td { display: block; border: 0; padding: 0; }
  td[data-head]:not(:first-child)::before { content: attr(data-head) ": "; color: var(--soft); }
}
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; }
  .sheet { max-width: none; padding: 0; }
  form, nav { display: none; }
  h2, tr, li { break-after: avoid-page; break-inside: avoid; }
}
`;

/** No script, nothing from elsewhere, in nobody's frame. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', NOTICE_STYLE, 'base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
