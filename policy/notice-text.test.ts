import { describe, expect, test } from 'vitest';
import { demoPolicy } from './demo-policy.ts';
import { DEVICE_REGISTER } from './device-register.ts';
import { policyWith } from './gate.fixture.ts';
import { HONOURED_SIGNALS, noticeFacts } from './notice.ts';
import { noticeSections } from './notice-text.ts';
import { closedPolicy } from './site-policy.ts';

const textOf = (...args: Parameters<typeof noticeFacts>) =>
  noticeSections(noticeFacts(...args))
    .flatMap(({ title, paragraphs, items }) => [title, ...paragraphs, ...items])
    .join('\n');
const titles = (...args: Parameters<typeof noticeFacts>) =>
  noticeSections(noticeFacts(...args)).map(({ title }) => title);

const full = policyWith(
  { measure: 'STAT', identify_org: 'LI', alert_sales: 'LI', recognise_visitor: 'CONSENT' },
  { establishments: ['GB', 'US-TX'], headerOnly: true },
);
const everything = {
  ...full,
  exemptions: { FR: 'CNIL, article 82' },
  pages: { special: ['/health/**'], children: ['/kids/**'] },
  audience: { countries: ['DE'], kinds: ['business' as const] },
};
const RULE = 'At least 3 sessions on Pricing within 7 days';

describe('what a notice tells', () => {
  test('the right to object comes first and apart', () => {
    const [first, second] = noticeSections(noticeFacts(everything, [RULE]));
    expect(first?.title).toBe('Your right to object');
    expect(second?.title).toBe('Who answers for this');
  });

  test('everything that the policy says is in it', () => {
    const text = textOf(everything, [RULE]);
    for (const told of [
      'Example Ltd',
      'privacy@example.com',
      'A. Officer',
      'United Kingdom, United States (TX)',
      'Measure how the site is used',
      'Legitimate interest (GDPR Article 6(1)(f)): to know which organizations look at',
      'Consent (GDPR Article 6(1)(a))',
      'European Economic Area, without France',
      'The address stays in the headers of the request.',
      'France: exemption for statistics: CNIL, article 82',
      '/health/**, /kids/**',
      'from Germany and of these kinds: business',
      'There is no score, rank or guess',
      '6 months',
      '30 days, then sums for 24 months',
      'the Information Commissioner (ICO)',
      'Article 21',
      'Article 20',
      `${RULE}.`,
    ]) {
      expect(text).toContain(told);
    }
    for (const { name, purpose, lifetime } of DEVICE_REGISTER) {
      for (const told of [name, purpose, lifetime]) expect(text).toContain(told);
    }
    for (const signal of HONOURED_SIGNALS) expect(text).toContain(`${signal}: `);
  });

  test('and nothing that it does not do', () => {
    expect(titles(demoPolicy(), [])).not.toContain('When you are asked for consent');
    expect(titles(demoPolicy(), [])).not.toContain('When sales is told about an organization');
    expect(textOf(demoPolicy(), [])).not.toContain('clearpane_visitor');
    const counts = policyWith({ measure: 'CONSENT' }, { establishments: ['FR'] });
    expect(titles(counts, [RULE])).not.toContain('Where names of organizations come from');
    expect(textOf(counts, [RULE])).not.toContain(RULE);
    expect(titles(closedPolicy(), [])).toEqual(['Nothing is collected', 'Who answers for this']);
  });

  test('requests to be contacted, where they are taken, with or without visits', () => {
    const terms = [
      '90 days after the answer',
      'without an answer 365 days',
      'your name, your business e-mail',
    ];
    for (const taking of [full, closedPolicy()]) {
      const text = textOf({ ...taking, contactRequests: true }, []);
      for (const told of terms) expect(text).toContain(told);
      expect(text).toContain('found by your e-mail address');
      expect(textOf(taking, [])).not.toContain('contact_request');
      expect(titles(taking, [])).not.toContain('Answer you when you ask to be contacted');
    }
    expect(titles({ ...closedPolicy(), contactRequests: true }, [])[0]).toBe('Visits are not looked at');
  });

  test('no word of persuasion, and no text of the officer is lost on the way', () => {
    const text = textOf(everything, [RULE]);
    expect(text).not.toMatch(/interested|likely|intent score|we value|undefined|\[object/i);
  });
});
