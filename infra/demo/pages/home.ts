import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const home: Page = {
  path: '/demo',
  title: 'Temperature you can prove',
  description: 'Loggers and a control room for medicine, flowers and food on the move.',
  body: html`
<section class="hero"><div class="wide two">
<div>
<p class="over">Cold-chain monitoring</p>
<h1>Temperature you can prove, from dock to door</h1>
<p class="lead">A logger the size of a matchbox in every crate, a control room that calls you before
the load is lost, and a signed record that auditors accept.</p>
<p class="actions"><a class="button" href="/demo/pricing">See prices</a>
<a class="button quiet" href="/demo/product">How it works</a></p>
</div>
<img class="art" src="/demo/chart.svg" alt="A temperature curve that stays between two and eight degrees" width="560" height="360">
</div></section>
<section class="wide">
<ul class="facts">
<li><strong>±0.2 °C</strong><span>calibrated, traceable to national standards</span></li>
<li><strong>3 years</strong><span>on one battery, reporting every ten minutes</span></li>
<li><strong>41 countries</strong><span>roaming included, no SIM to manage</span></li>
</ul>
</section>
<section class="wide cards">
<article><h2>For medicine</h2><p>EU GDP and WHO guidelines, excursion reports with mean kinetic temperature,
an audit trail that nobody can edit.</p><a href="/demo/case-studies/norrsken-pharma">How Norrsken Pharma does it</a></article>
<article><h2>For flowers</h2><p>See which trailer door stood open and for how long, before the auction does.</p>
<a href="/demo/case-studies/de-vries-flowers">How De Vries saves a truck a week</a></article>
<article><h2>For food</h2><p>HACCP records that write themselves, from the harvest to the shelf.</p>
<a href="/demo/product/control-room">See the control room</a></article>
</section>`,
};
