/** One type scale, one spacing scale, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#12232b, #e6eef1); --soft: light-dark(#4a5f69, #a5b8c0); --line: light-dark(#d9e2e6, #2a3b43);
  --back: light-dark(#fff, #0f191e); --tint: light-dark(#eef5f6, #15232a); --blue: light-dark(#0b6b80, #5cc3d6);
  --on-blue: light-dark(#fff, #06222a); --note: light-dark(#fff4d6, #3a2f10);
}
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--back); }
.wide { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
a { color: var(--blue); text-underline-offset: .2em; }
a:focus-visible, .button:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; border-radius: 4px; }
h1 { font-size: clamp(2rem, 4.5vw, 3.25rem); line-height: 1.1; letter-spacing: -.02em; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .5rem; }
.prose h2 { margin-top: 2rem; }
.lead { font-size: 1.25rem; color: var(--soft); max-width: 40rem; }
.over { text-transform: uppercase; letter-spacing: .08em; font-size: .8125rem; font-weight: 600; color: var(--blue); margin: 0 0 .75rem; }
.demo-note { margin: 0; padding: .5rem 1.5rem; background: var(--note); font-size: .875rem; text-align: center; }
.top { border-bottom: 1px solid var(--line); }
.top .wide { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1.5rem; padding-block: 1rem; }
.brand { display: inline-flex; align-items: center; gap: .625rem; font-weight: 650; color: inherit; text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav a { color: var(--soft); text-decoration: none; padding: .25rem 0; }
nav a:hover, nav a[aria-current] { color: var(--ink); box-shadow: 0 2px 0 var(--blue); }
.hero { background: var(--tint); padding: 4.5rem 0; }
.two { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 3rem; align-items: center; }
.art { width: 100%; height: auto; border-radius: 12px; border: 1px solid var(--line); background: var(--back); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
.button { display: inline-block; border: 1px solid var(--blue); border-radius: 8px; padding: .625rem 1.125rem; background: var(--blue); color: var(--on-blue); font: inherit; font-weight: 600; text-decoration: none; }
.button.quiet { background: transparent; color: var(--blue); }
.facts { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1.5rem; padding: 3rem 0 1rem; margin: 0; }
.facts strong { display: block; font-size: 1.75rem; letter-spacing: -.02em; }
.facts span { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1.25rem; padding-block: 1.5rem 4rem; }
.cards article { border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; }
.cards p { color: var(--soft); margin: 0 0 1rem; }
.plans article { display: flex; flex-direction: column; }
.plans ul { padding-left: 1.25rem; margin: 0 0 1.5rem; flex: 1; }
.plans .price { font-size: 1.75rem; color: var(--ink); letter-spacing: -.02em; margin-bottom: .5rem; }
.plans .price small { font-size: .875rem; letter-spacing: 0; color: var(--soft); }
.plans .button { text-align: center; }
.main-plan { background: var(--tint); border-color: var(--blue) !important; }
.prose { padding-block: 4rem 1rem; }
.prose:last-child { padding-bottom: 5rem; }
.prose p, .prose li { max-width: 44rem; }
table { border-collapse: collapse; width: 100%; max-width: 44rem; margin: 1.5rem 0; }
caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .625rem .75rem .625rem 0; border-top: 1px solid var(--line); }
blockquote { margin: 2rem 0; padding-left: 1.25rem; border-left: 3px solid var(--blue); font-size: 1.25rem; max-width: 42rem; }
cite { display: block; font-size: .9375rem; font-style: normal; color: var(--soft); margin-top: .5rem; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; overflow-x: auto; font-size: .9375rem; }
fieldset { border: 0; padding: 0; margin: 1.5rem 0; max-width: 30rem; }
legend { font-weight: 600; padding: 0; margin-bottom: .75rem; }
label { display: block; margin-bottom: 1rem; color: var(--soft); }
input, textarea { display: block; width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 8px; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
footer .wide { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; padding-block: 1.5rem 2.5rem; }
@media (max-width: 44rem) { .two { grid-template-columns: minmax(0, 1fr); } .hero { padding: 3rem 0; } .prose { padding-top: 2.5rem; } }
`;

export const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="7" fill="#0b6b80"/><path d="M8 6v16M20 6v16M8 14h12" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`;

export const CHART = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 360" fill="none" font-family="system-ui, sans-serif" font-size="13"><rect x="48" y="96" width="488" height="150" fill="#5cc3d6" fill-opacity=".16"/><path d="M48 96h488M48 246h488" stroke="#5cc3d6" stroke-dasharray="4 5"/><path d="M48 40v276h488" stroke="#8aa0aa" stroke-opacity=".5"/><g fill="#7d929c"><text x="14" y="100">8 °C</text><text x="14" y="250">2 °C</text><text x="48" y="340">Dock</text><text x="268" y="340">Border</text><text x="506" y="340">Door</text></g><path d="M52 190c34-26 50 14 82-8s44-30 74-12 44 34 72-22 26-66 44-66 22 74 52 86 48-22 78-10 44 8 78-8" stroke="#0f93ad" stroke-width="4" stroke-linecap="round"/><circle cx="326" cy="82" r="7" fill="#d9822b"/><g fill="#d9822b"><text x="342" y="76">door open, 4 min</text></g></svg>`;
