import { html } from '../../html.ts';
import type { Page } from './layout.ts';

export const contact: Page = {
  path: '/demo/contact',
  title: 'Contact',
  description: 'Talk to somebody who has loaded trucks.',
  body: html`
<section class="wide prose"><p class="over">Contact</p><h1>Talk to somebody who has loaded trucks</h1>
<p class="lead">Nobody works here, so nobody will call. What you send appears in this Clearpane under Requests, and nowhere
else.</p>
<form method="dialog" data-clearpane-contact><fieldset><legend>Your message</legend>
<label>Name<input name="name" autocomplete="name" maxlength="100" required></label>
<label>Business e-mail<input name="email" type="email" autocomplete="email" required></label>
<label>What do you ship?<textarea name="message" rows="4" maxlength="4000" data-clearpane-field="message"></textarea></label>
<button class="button">Send</button><p data-clearpane-contact-status></p></fieldset></form></section>`,
};

export const notFound: Page = {
  path: '/demo/not-found',
  title: 'Not found',
  description: 'There is no such page.',
  body: html`
<section class="wide prose"><p class="over">404</p><h1>This load never left the dock</h1>
<p class="lead">There is no such page. <a href="/demo">Back to the start</a></p></section>`,
};
