import { Html, html } from '../../infra/html.ts';
import type { NoticeSection } from '../../policy/notice-text.ts';
import { NOTICE_STYLE } from './notice-page-style.ts';
import type { NoticeVersion } from './published-notices.ts';

/**
 * What happens on the site now: all that the notice says (`on`); nothing, because nothing is allowed (`none`), somebody
 * switched it off (`off`), no notice is published (`unpublished`), or the settings differ from the notice (`outdated`).
 */
export type CollectionState = 'on' | 'none' | 'off' | 'unpublished' | 'outdated';

const STATES: Record<CollectionState, string> = {
  on: '',
  none: 'Nothing is collected on this site.',
  off: 'Collection is switched off. Nothing is collected on this site now.',
  unpublished: 'No notice is published yet, so nothing is collected on this site.',
  outdated:
    'The settings of this site have changed since this notice was published. Nothing is collected until a new one is.',
};

export interface NoticePage {
  key: string;
  /** Name of the controller; '' when it has given none. */
  controller: string;
  notice: (NoticeVersion & { sections: readonly NoticeSection[] }) | null;
  /** All versions, the newest first. */
  versions: readonly NoticeVersion[];
  collection: CollectionState;
  /** The browser sends Global Privacy Control or Do Not Track. */
  signal: boolean;
  objected: boolean;
}

/** The notice as a page that needs no script. */
export function noticePage(page: NoticePage): string {
  const { key, controller, notice, versions, collection } = page;
  const newest = versions[0]?.version;
  const earlier = notice !== null && notice.version !== newest;
  const title = controller === '' ? 'Privacy notice' : `Privacy notice of ${controller}`;
  const [first, ...others] = notice?.sections ?? [];
  return frame(
    title,
    html`<header>
<h1>${title}</h1>
${notice ? html`<p class="soft">Version ${notice.version}, published on ${day(notice.publishedAt)}. What Clearpane does on this website, and nothing else.</p>` : ''}
${earlier ? state(html`This is an earlier version. <a href="${here(key)}">Read the one that holds now</a>.`) : ''}
${earlier || collection === 'on' ? '' : state(STATES[collection])}
${page.signal ? state(html`<strong>Opt-out preference signal honoured.</strong> Your browser says that it does not want to be tracked. Your visits are counted at most.`, 'good') : ''}
</header>
${objection(page, first)}
${others.length > 0 ? contents(others) : ''}
${others.map(sectionOf)}
<footer>
${notice ? html`<p class="soft">Fingerprint of this version (SHA-256 over its facts):<br><span class="hash">${notice.hash}</span></p>` : ''}
${notice ? html`<p class="soft"><a href="${here(key)}/notice.json">This notice as data</a></p>` : ''}
${versions.length > 1 ? earlierVersions(key, versions, notice?.version) : ''}
</footer>`,
  );
}

/** For addresses that lead to no notice. */
export const unknownNoticePage = (): string =>
  frame(
    'No such notice',
    html`<h1>There is no notice at this address</h1>
<p>Perhaps the address was cut off, or the site has left. Look for the link on the page that you came from.</p>`,
  );

const here = (key: string): string => `/privacy/${encodeURIComponent(key)}`;

/** The right to object, before everything else; the button is there whatever is published. */
function objection({ key, objected }: NoticePage, first: NoticeSection | undefined): Html {
  return html`<section class="first" id="s0">
<h2>${first?.title ?? 'Your right to object'}</h2>
${(first?.paragraphs ?? []).map((text) => html`<p>${text}</p>`)}
${
  objected
    ? html`<p role="status"><strong>You have objected.</strong> Nothing is collected from this browser.</p>`
    : html`<form method="post" action="/v1/objection"><input type="hidden" name="site" value="${key}">
<button type="submit">I object: collect nothing</button></form>`
}
</section>`;
}

const contents = (sections: readonly NoticeSection[]): Html =>
  html`<nav aria-label="Contents"><details><summary>On this page</summary><ul>
${sections.map(({ title }, index) => html`<li><a href="#s${index + 1}">${title}</a></li>`)}
</ul></details></nav>`;

function sectionOf({ title, paragraphs, items, table }: NoticeSection, index: number): Html {
  const list = items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : '';
  return html`<section id="s${index + 1}">
<h2>${title}</h2>
${paragraphs.map((text) => html`<p>${text}</p>`)}
${table ? tableOf(table) : list}
</section>`;
}

const tableOf = ({ head, rows }: { head: string[]; rows: string[][] }): Html =>
  html`<table>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, column) => html`<td data-head="${head[column] ?? ''}">${cell}</td>`)}</tr>`,
  )}</tbody>
</table>`;

const earlierVersions = (key: string, versions: readonly NoticeVersion[], shown: number | undefined): Html =>
  html`<h2>All versions</h2><ul>${versions.map(({ version, publishedAt }) => {
    const text = `Version ${version}, ${day(publishedAt)}`;
    return html`<li>${version === shown ? text : html`<a href="${here(key)}/${version}">${text}</a>`}</li>`;
  })}</ul>`;

const state = (text: Html | string, kind = ''): Html =>
  html`<div class="state ${kind}" role="status"><p>${text}</p></div>`;

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (date: Date): string => DAY.format(date);

const frame = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${new Html(NOTICE_STYLE)}</style>
</head>
<body>
<main class="sheet">${body}</main>
</body>
</html>
`.text;
