import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import { loadRuleVersions } from '../../infra/database/rules.ts';
import { ruleSentence } from '../../policy/rules/rule.ts';
import { tightening, worthInWords } from '../../policy/rules/tighten.ts';
import { DAY } from '../../policy/time.ts';
import type { OutcomeKind } from '../contract.ts';
import type { RuleWorth, Worth } from '../contract-windows.ts';

/**
 * What became of the alerts of each rule, in the order that people gave the rules: by rule, and by nobody who works
 * here. Of an alert, the last that was said and not taken back counts.
 */
export async function worthOf(
  database: Database,
  of: { site: number; days: number; now: number },
): Promise<Worth> {
  const from = new Date(of.now - of.days * DAY);
  const { rows } = await sql<{ rule: string; outcome: OutcomeKind | null; alerts: number }>`
    SELECT windows.rule_id AS rule, nullif(said.outcome, 'taken_back') AS outcome, count(*) AS alerts
      FROM alerts
      JOIN windows ON windows.id = alerts.window_id
      LEFT JOIN LATERAL (
        SELECT outcome FROM alert_outcomes WHERE alert_id = alerts.id ORDER BY seq DESC LIMIT 1
      ) AS said ON true
      WHERE alerts.site_id = ${of.site} AND windows.opened_at >= ${from}
      GROUP BY 1, 2`.execute(database.db);
  const rules = await loadRuleVersions(database, of.site);
  return {
    from: from.toISOString(),
    to: new Date(of.now).toISOString(),
    rules: rules.flatMap((rule): RuleWorth[] => {
      const told = rows.filter((row) => row.rule === rule.id);
      if (told.length === 0 && !rule.active) return [];
      const count = (outcome: OutcomeKind | null): number =>
        Number(told.find((row) => row.outcome === outcome)?.alerts ?? 0);
      const answers = {
        acted: count('acted'),
        notRelevant: count('not_relevant'),
        wrongCompany: count('wrong_company'),
        excluded: count('excluded'),
      };
      return [
        {
          rule: { id: rule.id, title: rule.title, sentence: ruleSentence(rule), active: rule.active },
          ...answers,
          told: told.reduce((sum, { alerts }) => sum + Number(alerts), 0),
          notNow: count('not_now'),
          unanswered: count(null),
          verdict: worthInWords(answers),
          suggestion: rule.active ? tightening(rule.condition, rule.topics, answers) : null,
        },
      ];
    }),
  };
}
