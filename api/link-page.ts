import type { FastifyInstance } from 'fastify';
import { type Html, html } from '../infra/html.ts';

/** A page for a person who followed a link of a mail, without script. */
export const linkPage = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title} · Clearpane</title></head>
<body><main><h1>${title}</h1>
${body}</main></body></html>`.text;

/** Mail programs and buttons send a form; what is in it is not needed. */
export function takeForms(app: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string' },
    (_request, _body, done) => done(null, undefined),
  );
}
