/** Shapes of what is counted of how pages are used. Sums over hours: nobody, and no organization, is in them. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** How many views reached a mark. */
const Mark = Type.Object({ mark: Type.Integer(), times: Type.Integer() }, closed);

export const PageUse = Type.Object(
  {
    page: Type.String(),
    views: Type.Integer(),
    /** Seconds for which the page was seen and had the focus. */
    engaged: Type.Array(Mark),
    /** Percent of the page's height. */
    scrolled: Type.Array(Mark),
  },
  closed,
);
export type PageUse = Static<typeof PageUse>;

/** Something that was counted, by what it was about: a host, a file, a form, a page. */
const Counted = Type.Object({ about: Type.String(), times: Type.Integer() }, closed);
export type Counted = Static<typeof Counted>;

export const Behaviour = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    /** What the site's policy lets be counted beside views. */
    counts: Type.Array(Type.String()),
    /** The most viewed first. */
    pages: Type.Array(PageUse),
    outbound: Type.Array(Counted),
    downloads: Type.Array(Counted),
    forms: Type.Array(Counted),
    notFound: Type.Array(Counted),
    /** Events of the site's own; how often each value came is counted for itself. */
    events: Type.Array(Type.Object({ ...Counted.properties, properties: Type.Array(Counted) }, closed)),
  },
  closed,
);
export type Behaviour = Static<typeof Behaviour>;
