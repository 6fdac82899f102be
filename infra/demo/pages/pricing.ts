import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const pricing: Page = {
  path: '/demo/pricing',
  title: 'Pricing',
  description: 'A price for each logger and month, everything included.',
  body: html`
<section class="wide prose"><p class="over">Pricing</p><h1>One price for each logger and month</h1>
<p class="lead">Network, control room, calibration and records included. No price for users, none for alarms.</p></section>
<section class="wide cards plans">
<article><h2>Pilot</h2><p class="price">€0</p><p>Ten loggers for six weeks. They go back if they do not convince.</p>
<ul><li>All functions</li><li>One site</li><li>Help by mail</li></ul><a class="button quiet" href="/demo/contact">Start a pilot</a></article>
<article class="main-plan"><h2>Fleet</h2><p class="price">€7.40 <small>for each logger and month</small></p><p>From 50 loggers, with yearly calibration.</p>
<ul><li>Any number of sites</li><li>Duty rosters</li><li>Signed records for 10 years</li><li>Phone, day and night</li></ul><a class="button" href="/demo/contact">Ask for an offer</a></article>
<article><h2>Validated</h2><p class="price">On request</p><p>For GxP: installation and operational qualification, change control.</p>
<ul><li>Everything in Fleet</li><li>Validation documents</li><li>Own tenant, own region</li></ul><a class="button quiet" href="/demo/contact">Talk to quality</a></article>
</section>`,
};
