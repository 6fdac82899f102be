import { CONTACT_REQUEST_PURPOSE, type ContactRequestTerms } from './contact-request.ts';
import type { NoticeFacts } from './notice.ts';
import { type NoticeSection, section } from './notice-section.ts';

/** Comes first and apart from everything else (GDPR Article 21(4)). */
export const objection = (): NoticeSection =>
  section('Your right to object', [
    'You can object at any time. You need no reason, no account and no e-mail: use the button on the page of this notice.',
    'From your next page on, nothing is collected from your browser on this site. A cookie remembers ' +
      'your objection for 13 months. What is also kept is a keyed hash, from which nobody can read who you are. ' +
      'If your browser keeps no cookies, the objection holds for the day.',
  ]);

/** GDPR Article 14(2)(f): the names come from elsewhere. */
export const source = (): NoticeSection =>
  section('Where names of organizations come from', [
    'From public registers of internet networks, which say to whom a block of addresses belongs. A copy of them lies on ' +
      'the server, so your address is sent to nobody.',
    'Addresses of internet providers, hosts and VPNs, sole traders and very small businesses are never named. The ' +
      'match can be wrong: tell the contact above, and it is corrected.',
  ]);

export const recipients = (names: boolean, contacts: boolean): NoticeSection =>
  section('Who receives it', [
    names
      ? 'Staff of the controller: sales sees names of organizations, topics and counts; officers for data protection see what is needed to check.'
      : 'Staff of the controller, who see counts.',
    contacts ? 'What you write when you ask to be contacted is seen by sales.' : '',
    'The software runs on a server of the controller. Who hosts that server handles the data on its behalf; the contact ' +
      'above says who that is and where the server stands.',
    'The software passes nothing on to anybody else and to no other country. Nothing is sold or shared for advertising.',
  ]);

/** A purpose apart from all others: the person asks for it, and no visit has anything to do with it. */
export const contactRequests = ({
  answeredDays,
  unansweredDays,
  removedDays,
}: ContactRequestTerms): NoticeSection =>
  section(
    CONTACT_REQUEST_PURPOSE.title,
    [CONTACT_REQUEST_PURPOSE.does, CONTACT_REQUEST_PURPOSE.never],
    [
      `Legal basis: ${CONTACT_REQUEST_PURPOSE.basis}.`,
      `Kept: ${answeredDays} days after the answer; without an answer ${unansweredDays} days; when sales removes it, ` +
        `${removedDays} days more, in case that was a mistake.`,
      'Ask the contact above, and it is deleted at once.',
    ],
  );

export function consent({
  purposes: active,
  consent: { lifeMonths, askAgainMonths },
}: NoticeFacts): NoticeSection[] {
  if (!active.some(({ bases }) => bases.some(({ basis }) => basis === 'CONSENT'))) return [];
  return [
    section('When you are asked for consent', [
      `Before you answer, nothing that needs consent happens. A yes holds for ${months(lifeMonths)} at most, and only for ` +
        'the notice that you were shown. After a no, you are not asked again for ' +
        `${months(askAgainMonths)}.`,
      'You can withdraw a yes at any time, as easily as you gave it. That takes effect with your next page; what was done ' +
        'before stays lawful.',
    ]),
  ];
}

const months = (count: number): string => (count === 1 ? 'one month' : `${count} months`);

/** GDPR Article 13(2)(f), and how the promise is kept. */
export const noProfiling = (): NoticeSection =>
  section(
    'No profiling and no automated decisions',
    [
      'Nobody is profiled, and no machine decides about you or about your employer. The software is built so that it can not:',
    ],
    [
      'There is no score, rank or guess about a person or an organization.',
      'Rules for alerts know organizations only: they can not see a visitor, and they count at least so many visits on a topic.',
      'A rule can not fire because somebody was silent, objected or stayed away.',
      'An alert does one thing: it tells a person, who decides.',
      'Every event carries the reasons why it was kept, so that this can be checked.',
    ],
  );
