import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const product: Page = {
  path: '/demo/product',
  title: 'Product',
  description: 'Loggers in the crate, a control room on the screen, a record in the drawer.',
  body: html`
<section class="wide prose"><p class="over">Product</p><h1>Three parts, one curve</h1>
<p class="lead">Loggers measure. The control room watches. The record proves it years later.</p></section>
<section class="wide cards">
<article><h2>HC-2 loggers</h2><p>Temperature, humidity, light and shock, stored for a year even without a network.</p>
<a href="/demo/product/loggers">Loggers in detail</a></article>
<article><h2>Control room</h2><p>Every load on one screen, alarms that reach the person on duty and nobody else.</p>
<a href="/demo/product/control-room">Control room in detail</a></article>
<article><h2>Signed records</h2><p>A PDF and a machine-readable file for each shipment, with a qualified time stamp.</p>
<a href="/demo/docs/quick-start">Try it with sample data</a></article>
</section>`,
};

export const loggers: Page = {
  path: '/demo/product/loggers',
  title: 'HC-2 loggers',
  description: 'A calibrated logger with three years of battery.',
  body: html`
<section class="wide prose"><p class="over">Product</p><h1>HC-2 loggers</h1>
<p class="lead">Peel, stick, ship. The logger starts when it leaves the charger and stops when the load is signed for.</p>
<table><caption>Technical data</caption><tbody>
<tr><th scope="row">Range</th><td>−95 °C to +70 °C with the dry-ice probe, −30 °C to +70 °C without</td></tr>
<tr><th scope="row">Accuracy</th><td>±0.2 °C from 0 to 10 °C</td></tr>
<tr><th scope="row">Memory</th><td>52,000 readings</td></tr>
<tr><th scope="row">Network</th><td>LTE-M and NB-IoT, Bluetooth for the last metre</td></tr>
<tr><th scope="row">Battery</th><td>3 years at one reading every ten minutes</td></tr>
<tr><th scope="row">Housing</th><td>IP67, 41 g, recyclable</td></tr>
</tbody></table>
<p class="actions"><a class="button" href="/demo/pricing">Prices</a></p></section>`,
};

export const controlRoom: Page = {
  path: '/demo/product/control-room',
  title: 'Control room',
  description: 'Every load on one screen.',
  body: html`
<section class="wide prose"><p class="over">Product</p><h1>Control room</h1>
<p class="lead">One line for each load. Green lines stay quiet; the others come to the top, with what to do.</p>
<h2>Alarms that people answer</h2>
<p>An excursion is announced when it is certain, not at the first reading, and only to the team on duty.
Half an hour later it reaches the next one. Every acknowledgement is part of the record.</p>
<h2>Made for the night shift</h2>
<p>Dark by default, readable from three metres, usable with gloves.</p>
<img class="art" src="/demo/chart.svg" alt="A temperature curve with one short excursion" width="560" height="360"></section>`,
};
