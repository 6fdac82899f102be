import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlertBody } from '../../allow-list.ts';
import type { Message } from '../message.ts';
import { SAMPLE } from '../sample.ts';
import { mailOf } from './mail.ts';
import { SLACK_LIMITS, slackBody } from './slack.ts';
import { TEAMS_LIMIT, teamsBody } from './teams.ts';

const PUBLIC_URL = 'https://clearpane.example';

/** Names as they may come: long, with what formats and links, in any script. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4000 }),
  fc.stringMatching(/^[<>&*_~`[\]()!|@#\r\n -]{0,400}$/),
  fc.constantFrom(
    '<!channel> & <https://evil.example|click>',
    '[click](https://evil.example)',
    '<at>all</at>',
  ),
);

const body: fc.Arbitrary<AlertBody> = fc
  .record({
    name: hostile,
    title: hostile,
    sentence: hostile,
    domain: hostile,
    evidence: fc.array(
      fc.record({
        kind: fc.constantFrom('topic_sessions' as const, 'topic_days' as const),
        topic: fc.constant('t'),
        label: hostile,
        bucket: fc.constantFrom('1' as const, '2-3' as const, '4-9' as const, '10+' as const),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ name, title, sentence, domain, evidence }) => ({
    ...SAMPLE.body,
    org: { ...SAMPLE.body.org, name, registrableDomain: domain },
    rule: { ...SAMPLE.body.rule, title, sentence },
    evidence,
  }));

const message: fc.Arbitrary<Message> = fc
  .record({ bodies: fc.array(body, { minLength: 1, maxLength: 60 }), site: hostile, reason: hostile })
  .map(({ bodies, site, reason }) => ({
    id: 'm',
    kind: bodies.length > 1 ? 'digest' : 'alert',
    alerts: bodies.map((each, index) => ({ id: `a${index}`, siteId: 1, siteName: site, body: each })),
    reason,
    createdAt: 0,
  }));

interface Block {
  type: string;
  text?: { type: string; text: string };
  elements?: { type: string; text: string }[];
}

test('a Slack message keeps to the limits of Block Kit, and only our own links are links', () => {
  fc.assert(
    fc.property(message, (each) => {
      const { blocks } = JSON.parse(slackBody(each, PUBLIC_URL)) as { blocks: Block[] };
      expect(blocks.length).toBeLessThanOrEqual(SLACK_LIMITS.blocks);
      for (const { type, text, elements } of blocks) {
        if (type === 'header') {
          expect(text?.type).toBe('plain_text');
          expect(text?.text.length).toBeLessThanOrEqual(SLACK_LIMITS.header);
          continue;
        }
        for (const part of [...(text ? [text] : []), ...(elements ?? [])]) {
          expect(part.text.length).toBeGreaterThan(0);
          expect(part.text.length).toBeLessThanOrEqual(SLACK_LIMITS.text);
          const angles = part.text.replaceAll(/<https:\/\/clearpane\.example\/[^<>|]*\|[^<>]*>/g, '');
          expect(angles).not.toMatch(/[<>]/);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a Teams card stays under 28 KB, and nothing of a name is Markdown', () => {
  fc.assert(
    fc.property(message, (each) => {
      const text = teamsBody(each, PUBLIC_URL);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(TEAMS_LIMIT);
      const [attachment] = JSON.parse(text).attachments;
      expect(attachment.contentType).toBe('application/vnd.microsoft.card.adaptive');
      expect(attachment.content).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
      for (const block of attachment.content.body) {
        expect(block.text).not.toMatch(/(^|[^\\])(\\\\)*\]\(/);
      }
    }),
    { numRuns: 60 },
  );
});

test('a mail has one line of subject, and its HTML holds no markup but ours', () => {
  const recipient = {
    name: 'Rosa',
    address: 'rosa@example.org',
    unsubscribeUrl: `${PUBLIC_URL}/v1/unsubscribe/x`,
  };
  fc.assert(
    fc.property(message, (each) => {
      const mail = mailOf(each, recipient, PUBLIC_URL);
      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect(mail.subject.length).toBeLessThanOrEqual(150);
      expect(mail.html).not.toMatch(/<(at|!channel|https)/);
      expect(mail.html.match(/<a /g)).toHaveLength(each.alerts.length + 1);
    }),
    { numRuns: 60 },
  );
});

test('what is told reads in five seconds', () => {
  const told: Message = {
    id: 'm',
    kind: 'alert',
    alerts: [SAMPLE],
    reason: 'Rosa owns this account',
    createdAt: 0,
  };
  const recipient = {
    name: 'Rosa',
    address: 'rosa@example.org',
    unsubscribeUrl: `${PUBLIC_URL}/v1/unsubscribe/x`,
  };
  expect(mailOf(told, recipient, PUBLIC_URL).text).toMatchInlineSnapshot(`
    "Example Company (a test) is looking at Pricing
    - Pricing: 2-3 sessions
    Somebody pressed the test button in Clearpane. No organization is meant.
    example.com, CH, company · since Thu 1 Jan, 09:00 UTC · Test
    Why am I told this? https://clearpane.example/windows?site=0&alert=test

    Rosa owns this account
    A person decides what to do; Clearpane does nothing by itself.
    No more e-mail: https://clearpane.example/v1/unsubscribe/x
    "
  `);
});
