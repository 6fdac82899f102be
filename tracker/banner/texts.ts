import type { Purpose } from '../decision.ts';

/** Every word of the banner. A page may replace any of them. */
export interface BannerTexts {
  /** Language of the texts, as in BCP 47. */
  language: string;
  title: string;
  intro: string;
  purposes: Record<Purpose, { title: string; text: string }>;
  accept: string;
  refuse: string;
  /** The same two where each purpose can be ticked. */
  acceptAll: string;
  refuseAll: string;
  choose: string;
  save: string;
  notice: string;
  close: string;
  /** Said where the browser sends an opt-out signal. */
  signal: string;
  /** Said where the visitor objected. */
  objected: string;
  /** Said where there is nothing to agree to. */
  nothing: string;
  /** Said after an answer. */
  saved: string;
  changed: string;
  failed: string;
}

export const ENGLISH: BannerTexts = {
  language: 'en',
  title: 'May we see how this site is used?',
  intro: 'This site works the same whatever you answer. You can change your mind at any time.',
  purposes: {
    measure: {
      title: 'Count visits',
      text: 'How often each page is read. Nobody is told apart.',
    },
    identify_org: {
      title: 'See which organization visits',
      text: 'The company, university or authority whose network you use, never you.',
    },
    alert_sales: {
      title: 'Tell our sales team',
      text: 'That somebody from your organization is reading about a topic.',
    },
    recognise_visitor: {
      title: 'Recognize this browser',
      text: 'A random number is kept here, for this site only, so that two visits count as one visitor.',
    },
  },
  accept: 'Accept',
  refuse: 'Refuse',
  acceptAll: 'Accept all',
  refuseAll: 'Refuse all',
  choose: 'Choose for each purpose',
  save: 'Save what I ticked',
  notice: 'Privacy notice',
  close: 'Close',
  signal: 'Your browser’s opt-out preference signal is honoured.',
  objected: 'You objected. Nothing is collected in this browser.',
  nothing: 'There is nothing here that needs your consent.',
  saved: 'Saved. You can change your mind at any time.',
  changed: 'The privacy notice was changed a moment ago. Please look again.',
  failed: 'Your answer could not be saved. Please try again.',
};

/**
 * The texts of the page: English, and what a `<script type="application/json" data-clearpane-texts>` replaces. Such a
 * block is data, so that a strict content security policy allows it.
 */
export function textsOf(document: Document): BannerTexts {
  const block = document.querySelector('script[type="application/json"][data-clearpane-texts]');
  try {
    const own = JSON.parse(block?.textContent ?? '{}') as Partial<BannerTexts>;
    return { ...ENGLISH, ...own, purposes: { ...ENGLISH.purposes, ...own.purposes } };
  } catch {
    return ENGLISH;
  }
}
