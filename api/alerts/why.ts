import type { Alert, AlertWhy } from '../contract.ts';

/** "Why am I seeing this?": the way from a visit to this alert, in words that anybody can check. */
export function whyOf(alert: Alert): AlertWhy {
  const { org, rule, evidence, match, window, lawful } = alert;
  const counted = evidence.map((each) =>
    each.kind === 'topic_days'
      ? `on ${each.bucket} different days`
      : `${each.bucket} sessions on ${each.label}`,
  );
  return {
    sentence: `${org.name} had ${counted.join(', ')}. The rule asks: ${rule.sentence}.`,
    steps: [
      {
        title: 'Visits were seen',
        detail:
          `Between ${clock(window.from)} and ${clock(window.to)} (UTC), pages of ${alert.siteName} were viewed ` +
          'from a network of this organization. Times are rounded to quarter-hours.',
      },
      {
        title: 'The organization was named, the address forgotten',
        detail:
          `${match.source}. How sure that is: ${match.confidence}. The IP address was in memory for this step ` +
          'only and is stored nowhere.',
      },
      {
        title: 'The gate allowed it',
        detail:
          `Version ${lawful.policyVersion} of the site's policy allows naming organizations and telling sales. ` +
          'Visits with an objection or a privacy signal are not among these.',
      },
      {
        title: 'A rule was fulfilled',
        detail: `"${rule.title}", version ${rule.version}: ${rule.sentence}. Rules only have lower bounds, and one visit alone never fulfils one.`,
      },
      {
        title: 'Now a person decides',
        detail: 'Nothing happens by itself. What to do, and whether, is yours to decide.',
      },
    ],
    never: [
      'Who the visitors were, and how many people',
      'IP addresses, devices, places',
      'Single pages and exact times',
      'A score, rank or guess about anybody',
    ],
  };
}

const clock = (time: string): string => time.slice(0, 16).replace('T', ' ');
