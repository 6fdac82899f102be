import { correctedBy } from '../../alerts/corrected.ts';
import { RuleIndex } from '../../alerts/rule-index.ts';
import type { AlertSettings } from '../../alerts/run.ts';
import { loadAccounts } from '../database/accounts.ts';
import type { Database } from '../database/database.ts';
import { loadFloors } from '../database/floors.ts';
import { decisionsInForce } from '../database/match-decisions.ts';
import { noticeVersions } from '../database/notice-versions.ts';
import { loadRules } from '../database/rules.ts';

/** Everything in the database that alerts go by. */
export async function loadAlertSettings(database: Database): Promise<AlertSettings> {
  const [rules, accounts, floors, notices, decisions] = await Promise.all([
    loadRules(database),
    loadAccounts(database),
    loadFloors(database),
    noticeVersions(database),
    decisionsInForce(database),
  ]);
  return { rules: new RuleIndex(rules), accounts, floors, notices, corrected: correctedBy(decisions) };
}
