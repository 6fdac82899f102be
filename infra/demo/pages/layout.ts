import { type Html, html } from '../../html.ts';

export interface Page {
  path: string;
  title: string;
  description: string;
  body: Html;
}

export interface Frame {
  siteKey: string;
  scriptPath: string;
  integrity: string;
  dashboardUrl: string;
}

const MENU = [
  ['/demo/product', 'Product'],
  ['/demo/pricing', 'Pricing'],
  ['/demo/case-studies', 'Case studies'],
  ['/demo/docs', 'Docs'],
  ['/demo/contact', 'Contact'],
] as const;

/** The frame around every page. */
export function layout(page: Page, { siteKey, scriptPath, integrity, dashboardUrl }: Frame): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Halden Cold Chain</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/demo/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/site.css">
<script defer src="${scriptPath}" data-site="${siteKey}" integrity="${integrity}" crossorigin="anonymous"></script>
<script defer src="/consent/contact.js" data-site="${siteKey}"></script>
</head>
<body>
<p class="demo-note">Demo site. The visits that Clearpane shows for it are generated.
<a href="${dashboardUrl}">Open the dashboard</a></p>
<header class="top"><div class="wide">
<a class="brand" href="/demo"><img src="/demo/mark.svg" alt="" width="28" height="28">Halden Cold Chain</a>
<nav aria-label="Main">${MENU.map(
    ([path, label]) =>
      html`<a href="${path}"${page.path.startsWith(path) ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>
</div></header>
<main>${page.body}</main>
<footer><div class="wide">
<p><strong>Halden Cold Chain AS</strong><br>An invented company. Nobody works here.</p>
<p><a href="/privacy/${siteKey}">Privacy</a> · <a href="/demo/contact">Contact</a></p>
</div></footer>
</body>
</html>
`.text;
}
