import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const caseStudies: Page = {
  path: '/demo/case-studies',
  title: 'Case studies',
  description: 'What changed for people who ship cold things.',
  body: html`
<section class="wide prose"><p class="over">Case studies</p><h1>What changed for people who ship cold things</h1></section>
<section class="wide cards">
<article><h2>Norrsken Pharma</h2><p>From 2.1 % to 0.3 % of shipments with an excursion, in one winter.</p>
<a href="/demo/case-studies/norrsken-pharma">Read the story</a></article>
<article><h2>De Vries Flowers</h2><p>A truckload of roses a week that no longer wilts at the border.</p>
<a href="/demo/case-studies/de-vries-flowers">Read the story</a></article>
</section>`,
};

export const norrsken: Page = {
  path: '/demo/case-studies/norrsken-pharma',
  title: 'Norrsken Pharma',
  description: 'Fewer excursions, shorter releases.',
  body: html`
<section class="wide prose"><p class="over">Case study</p><h1>Norrsken Pharma: releases in hours instead of days</h1>
<p class="lead">A maker of biologics in Umeå ships to 19 countries. Every excursion meant three days of letters.</p>
<p>With a logger in each box, quality sees the curve before the pallet is unloaded. Of forty questions a month, four are left.</p>
<blockquote>The record is on my desk before the driver has found a pen.<cite>Head of quality, Norrsken Pharma</cite></blockquote>
<p class="actions"><a class="button" href="/demo/product">See the product</a></p></section>`,
};

export const deVries: Page = {
  path: '/demo/case-studies/de-vries-flowers',
  title: 'De Vries Flowers',
  description: 'A truck a week that no longer wilts.',
  body: html`
<section class="wide prose"><p class="over">Case study</p><h1>De Vries: a truck a week</h1>
<p class="lead">Roses forgive four hours above eight degrees. At the border they got six.</p>
<p>Light sensors showed which doors stood open, and when. De Vries moved the paperwork inside and lost one stop.</p>
<blockquote>We argued about this for ten years. The curve took a week.<cite>Dispatcher, De Vries</cite></blockquote>
<p class="actions"><a class="button" href="/demo/pricing">See prices</a></p></section>`,
};
