import type { RuleTopic } from '../../policy/rules/rule.ts';
import { backAfter, campaignLanded, clientLooksAt, prospectLooksAt } from '../../policy/rules/templates.ts';
import type { RuleTemplate } from '../contract-rules.ts';

const QUIET_DAYS = 14;
const LEAVING = /cancel|leav|terminat|upgrade|downgrade|renew|pric|plan/i;
const BUYING = /pric|plan|buy|order|demo|trial/i;

/** The usual rules, with topics of the site that fit by their names; people choose others in the editor. */
export function ruleTemplates(topics: Iterable<RuleTopic>): RuleTemplate[] {
  const all = [...topics];
  const pages = all.filter(({ kind }) => kind === 'pages');
  const campaign = all.find(({ kind }) => kind === 'campaign');
  const buying = pages.find(({ label }) => BUYING.test(label)) ?? pages[0];
  const fitting = pages.filter(({ label }) => LEAVING.test(label)).slice(0, 2);
  const leaving = fitting.length > 0 ? fitting : pages.slice(0, 1);
  return [
    {
      id: 'prospect',
      title: 'A prospect shows interest',
      about: buying
        ? 'Several sessions of a prospect on one topic.'
        : 'Make a topic first, as for your prices.',
      rule: buying ? prospectLooksAt(buying) : null,
    },
    {
      id: 'client',
      title: 'A client looks at leaving or at more',
      about:
        leaving.length > 0
          ? 'Sessions of a client on cancellation, upgrades or prices.'
          : 'Make a topic first, as for cancellation or upgrades.',
      rule: leaving.length > 0 ? clientLooksAt(leaving) : null,
    },
    {
      id: 'back',
      title: 'Somebody on the watchlist is back',
      about: `Seen before, quiet for ${QUIET_DAYS} days, and here again.`,
      rule: backAfter(QUIET_DAYS),
    },
    {
      id: 'campaign',
      title: 'A campaign landed',
      about: campaign ? 'Somebody came by a campaign.' : 'Make a topic for the campaign first.',
      rule: campaign ? campaignLanded(campaign) : null,
    },
  ];
}
