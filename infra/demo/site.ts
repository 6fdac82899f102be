import type { FastifyPluginAsync } from 'fastify';
import { caseStudies, deVries, norrsken } from './pages/case-studies.ts';
import { contact, notFound } from './pages/contact.ts';
import { alarms, docs, quickStart } from './pages/docs.ts';
import { home } from './pages/home.ts';
import { type Frame, layout, type Page } from './pages/layout.ts';
import { pricing } from './pages/pricing.ts';
import { controlRoom, loggers, product } from './pages/product.ts';
import { CHART, MARK, STYLE } from './pages/style.ts';

const PAGES: readonly Page[] = [
  home,
  product,
  loggers,
  controlRoom,
  pricing,
  caseStudies,
  norrsken,
  deVries,
  docs,
  quickStart,
  alarms,
  contact,
];

const FILES = [
  ['/demo/site.css', 'text/css; charset=utf-8', STYLE],
  ['/demo/mark.svg', 'image/svg+xml', MARK],
  ['/demo/chart.svg', 'image/svg+xml', CHART],
] as const;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A small company's site, as a customer would have it: its own pages, and one script tag. */
export function demoSite(frame: Frame): FastifyPluginAsync {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
      });
    });
    for (const page of PAGES) {
      const text = layout(page, frame);
      app.get(page.path, async (_request, reply) => reply.type('text/html; charset=utf-8').send(text));
    }
    for (const [path, type, body] of FILES) {
      app.get(path, async (_request, reply) =>
        reply.type(type).header('cache-control', 'public, max-age=300').send(body),
      );
    }
    const missing = layout(notFound, frame);
    app.get('/demo/*', async (_request, reply) =>
      reply.code(404).type('text/html; charset=utf-8').send(missing),
    );
  };
}
