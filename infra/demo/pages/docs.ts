import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const docs: Page = {
  path: '/demo/docs',
  title: 'Documentation',
  description: 'From the box to the first curve.',
  body: html`
<section class="wide prose"><p class="over">Docs</p><h1>From the box to the first curve</h1>
<p class="lead">Ten minutes, no cable.</p></section>
<section class="wide cards">
<article><h2>Quick start</h2><p>Unpack, pair, ship.</p><a href="/demo/docs/quick-start">Start</a></article>
<article><h2>Alarms</h2><p>Who is told what, and when.</p><a href="/demo/docs/alarms">Read</a></article>
</section>`,
};

export const quickStart: Page = {
  path: '/demo/docs/quick-start',
  title: 'Quick start',
  description: 'Unpack, pair, ship.',
  body: html`
<section class="wide prose"><p class="over">Docs</p><h1>Quick start</h1>
<ol><li>Take the logger off its charger. The ring turns blue.</li>
<li>Hold your phone to it and choose the load.</li>
<li>Stick it to the goods, not to the wall of the box.</li>
<li>Close the box. The curve begins within ten minutes.</li></ol>
<h2>Over the API</h2>
<pre><code>curl https://api.halden.example/v1/loads \\
  -H "Authorization: Bearer $KEY" \\
  -d '{"logger":"HC2-0041","profile":"2-8C"}'</code></pre></section>`,
};

export const alarms: Page = {
  path: '/demo/docs/alarms',
  title: 'Alarms',
  description: 'Who is told what, and when.',
  body: html`
<section class="wide prose"><p class="over">Docs</p><h1>Alarms</h1>
<p>A profile has limits and patience: how far, and for how long. An alarm is certain when both are exceeded.</p>
<h2>Duty rosters</h2><p>The team on duty is told first. Without an answer, the next team follows after thirty minutes.</p>
<h2>Quiet hours</h2><p>Loads that cannot spoil before morning wait until morning.</p></section>`,
};
