/**
 * The look of the banner. It is put in as a constructed style sheet, which no content security policy forbids, inside a
 * shadow root, where the page's own styles do not reach.
 */
export const STYLE = `
:host {
  all: initial;
  position: fixed;
  z-index: 2147483000;
  inset: auto auto 1rem 1rem;
  width: min(27rem, calc(100vw - 2rem));
  color-scheme: light dark;
  --ground: #fff; --text: #1b2330; --quiet: #566072; --line: #d5dae2; --action: #22314a; --on-action: #fff;
  --shade: 0 12px 40px rgb(16 24 40 / 18%), 0 2px 6px rgb(16 24 40 / 10%);
}
@media (prefers-color-scheme: dark) {
  :host {
    --ground: #171c25; --text: #edf0f5; --quiet: #a5afbf; --line: #38414f; --action: #dfe6f1; --on-action: #141922;
    --shade: 0 12px 40px rgb(0 0 0 / 55%), 0 2px 6px rgb(0 0 0 / 40%);
  }
}
* { box-sizing: border-box; }
[role='dialog'] {
  position: relative;
  max-height: calc(100vh - 2rem);
  max-height: calc(100dvh - 2rem);
  overflow: auto;
  overscroll-behavior: contain;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 14px;
  background: var(--ground);
  color: var(--text);
  box-shadow: var(--shade);
  font: 400 0.9375rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  text-align: start;
}
h2 { margin: 0 2.5rem 0.25rem 0; font-size: 1.125rem; line-height: 1.35; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h2:focus { outline: none; }
p { margin: 0; color: var(--quiet); text-wrap: pretty; }
.said { margin-top: 0.75rem; padding: 0.5rem 0.75rem; border-inline-start: 3px solid var(--action); color: var(--text); }
ul { margin: 0.875rem 0 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
li { padding: 0.625rem 0; border-bottom: 1px solid var(--line); }
.purpose { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; align-items: center; }
.purpose b { font-weight: 600; }
.purpose span { grid-column: 1; color: var(--quiet); font-size: 0.875rem; line-height: 1.4; }
.purpose input { grid-column: 2; grid-row: 1 / span 2; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--action); }
label.purpose { cursor: pointer; }
.answers { display: grid; grid-template-columns: 1fr 1fr; gap: 0.625rem; margin-top: 1rem; }
button { font: inherit; color: inherit; cursor: pointer; }
.answer, .save {
  min-height: 2.75rem;
  padding: 0.5rem 0.75rem;
  border: 1.5px solid var(--action);
  border-radius: 9px;
  background: var(--action);
  color: var(--on-action);
  font-weight: 600;
}
.answer:hover, .save:hover { background: color-mix(in srgb, var(--action) 88%, var(--ground)); }
.save { width: 100%; margin-top: 0.625rem; background: transparent; color: var(--text); }
.save:hover { background: color-mix(in srgb, var(--action) 8%, var(--ground)); }
footer { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 0.75rem; }
.choose, a {
  padding: 0.375rem 0;
  border: 0;
  background: none;
  color: var(--quiet);
  font-size: 0.875rem;
  text-decoration: underline;
  text-underline-offset: 3px;
  text-decoration-color: var(--line);
}
.choose:hover, a:hover { color: var(--text); text-decoration-color: currentcolor; }
.close {
  position: absolute;
  inset: 0.75rem 0.75rem auto auto;
  display: grid;
  place-items: center;
  width: 2.25rem;
  height: 2.25rem;
  padding: 0;
  border: 0;
  border-radius: 9px;
  background: none;
  color: var(--quiet);
}
.close:hover { background: color-mix(in srgb, var(--text) 8%, transparent); color: var(--text); }
.close svg { width: 1rem; height: 1rem; }
:focus-visible { outline: 2.5px solid var(--text); outline-offset: 2px; }
button:disabled { opacity: 0.6; cursor: default; }
.note { padding: 0.875rem 1.25rem; }
@media (max-width: 30rem) {
  :host { inset: auto 0.5rem 0.5rem; width: auto; }
  [role='dialog'] { max-height: calc(100vh - 1rem); max-height: calc(100dvh - 1rem); padding: 1.125rem; }
}
@media (forced-colors: active) {
  .answer, .save { border-color: ButtonBorder; }
}
@media print { :host { display: none; } }
`;
