import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const contact: Page = {
  path: '/demo/contact',
  title: 'Contact',
  description: 'Talk to somebody who has loaded trucks.',
  body: html`
<section class="wide prose"><p class="over">Contact</p><h1>Talk to somebody who has loaded trucks</h1>
<p class="lead">This is a demo: the form shows what a contact page looks like and sends nothing.</p>
<form><fieldset disabled><legend>Your message</legend>
<label>Company<input name="company" autocomplete="off"></label>
<label>Business e-mail<input name="email" type="email" autocomplete="off"></label>
<label>What do you ship?<textarea name="message" rows="4"></textarea></label>
<button class="button" type="button">Send</button></fieldset></form></section>`,
};

export const notFound: Page = {
  path: '/demo/not-found',
  title: 'Not found',
  description: 'There is no such page.',
  body: html`
<section class="wide prose"><p class="over">404</p><h1>This load never left the dock</h1>
<p class="lead">There is no such page. <a href="/demo">Back to the start</a></p></section>`,
};
