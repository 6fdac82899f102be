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

export const privacy: Page = {
  path: '/demo/privacy',
  title: 'Privacy',
  description: 'What this site collects, in plain words.',
  body: html`
<section class="wide prose"><p class="over">Privacy</p><h1>What this site collects</h1>
<p class="lead">Which organizations look at which topics. Never who you are.</p>
<ul>
<li>Pages are counted without cookies and without anything stored on your device.</li>
<li>Your IP address is read in memory to find the organization that its network belongs to, and then forgotten.
Addresses of internet providers name nobody.</li>
<li>Visits are kept by quarter-hour, topic and organization. Sales can be told that an organization looked at a topic,
never that a person did.</li>
<li>If your browser sends Global Privacy Control or Do Not Track, your visit is counted and no organization is named.</li>
<li>Nobody is scored, ranked or profiled, and nothing is decided by a machine.</li>
</ul>
<p>This site is a demo on somebody's own computer; the visits that Clearpane shows for it are generated.</p></section>`,
};

export const notFound: Page = {
  path: '/demo/not-found',
  title: 'Not found',
  description: 'There is no such page.',
  body: html`
<section class="wide prose"><p class="over">404</p><h1>This load never left the dock</h1>
<p class="lead">There is no such page. <a href="/demo">Back to the start</a></p></section>`,
};
