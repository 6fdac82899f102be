/** The demo's site: what a sales team would want to hear about. */
export const DEMO_SITE_NAME = 'Halden Cold Chain';

export const DEMO_DOMAINS = ['localhost', '127.0.0.1'];

export const DEMO_TOPICS = [
  { slug: 'pricing', label: 'Pricing', paths: ['/demo/pricing'] },
  { slug: 'product', label: 'Product', paths: ['/demo/product', '/demo/product/**'] },
  { slug: 'case-studies', label: 'Case studies', paths: ['/demo/case-studies', '/demo/case-studies/**'] },
  { slug: 'docs', label: 'Documentation', paths: ['/demo/docs', '/demo/docs/**'] },
  { slug: 'contact', label: 'Contact', paths: ['/demo/contact'] },
];

export const DEMO_RULES = [
  { slug: 'pricing', title: 'Looking at prices', topic: 'pricing', sessions: 2, days: 7 },
  { slug: 'product', title: 'Looking at the product', topic: 'product', sessions: 3, days: 7 },
  { slug: 'case-studies', title: 'Reading case studies', topic: 'case-studies', sessions: 3, days: 14 },
] as const;

/** Every page of the site, for visits to wander about. */
export const DEMO_PAGES = [
  '/demo',
  '/demo/product',
  '/demo/product/loggers',
  '/demo/product/control-room',
  '/demo/pricing',
  '/demo/case-studies',
  '/demo/case-studies/norrsken-pharma',
  '/demo/case-studies/de-vries-flowers',
  '/demo/docs',
  '/demo/docs/quick-start',
  '/demo/docs/alarms',
  '/demo/contact',
];
