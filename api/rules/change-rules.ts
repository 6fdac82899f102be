import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { RuleDraft } from '../../policy/rules/read-rule.ts';
import { inOrder } from '../../policy/rules/rule.ts';
import type { Me } from '../contract.ts';
import type { Saved } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { orderMoved } from '../topics/change-topics.ts';
import { readSiteRule } from './accept-rule.ts';
import { recordRefusal } from './refused.ts';
import { findRule, newestRules } from './rules.ts';
import { saving } from './saving.ts';

type Row = Selectable<Schema['rules']>;

interface Edit {
  site: number;
  person: Me;
}

/** Every event is held against every rule that looks at its topic. */
const MOST_RULES = 200;

/** A new rule, active, after all others. @throws ProblemError 404, 409 `too_many_rules`, 422 with an NP code */
export async function createRule(parts: ApiParts, edit: Edit, written: unknown): Promise<Saved> {
  const draft = await acceptedRule(parts, edit, written);
  return saving(parts.database, edit.site, async (transaction) => {
    const known = (await newestRules(transaction, edit.site)).filter(({ removed }) => !removed);
    if (known.length >= MOST_RULES) {
      throw new ProblemError(409, 'too_many_rules', `A site holds at most ${MOST_RULES} rules.`);
    }
    const id = randomUUID();
    const position = Math.max(-1, ...known.map((rule) => rule.position)) + 1;
    await insertVersion(parts, transaction, edit, { id, version: 1, position, active: true, draft });
    return id;
  });
}

/** The next version of a rule, as active as the one before. @throws ProblemError 404, 409, 422 with an NP code */
export async function changeRule(
  parts: ApiParts,
  edit: Edit,
  { id, version, written }: { id: string; version: number; written: unknown },
): Promise<Saved> {
  const draft = await acceptedRule(parts, edit, written);
  return saving(parts.database, edit.site, async (transaction) => {
    const row = await changeable(transaction, edit.site, id);
    if (row.version !== version) {
      throw new ProblemError(
        409,
        'rule_moved',
        'Somebody changed this rule meanwhile.',
        'Look at it again before you change it.',
      );
    }
    await insertVersion(parts, transaction, edit, { ...row, version: version + 1, draft });
    return id;
  });
}

/** What is so already makes no version. @throws ProblemError 404, 409 `rule_removed`, 422 with an NP code */
export async function switchRule(parts: ApiParts, edit: Edit, id: string, active: boolean): Promise<Saved> {
  const { database } = parts;
  const known = await changeable(database.db, edit.site, id);
  // It was fine when it was written; a topic of it may be gone since.
  if (active) await acceptedRule(parts, edit, writtenIn(known));
  return saving(database, edit.site, async (transaction) => {
    const row = await changeable(transaction, edit.site, id);
    if (row.active === active) return id;
    await insertVersion(parts, transaction, edit, {
      ...row,
      version: row.version + 1,
      active,
      draft: writtenIn(row),
    });
    return id;
  });
}

/** Switches a rule off for ever. What it was, and what it opened, stays. @throws ProblemError 404, 409 `rule_removed` */
export async function removeRule(parts: ApiParts, edit: Edit, id: string): Promise<Saved> {
  return saving(parts.database, edit.site, async (transaction) => {
    const row = await changeable(transaction, edit.site, id);
    const last = { ...row, version: row.version + 1, active: false, removed: true, draft: writtenIn(row) };
    await insertVersion(parts, transaction, edit, last);
    return id;
  });
}

/** @throws ProblemError 404, 409 `order_moved` unless every rule that is not removed is named once */
export async function orderRules(parts: ApiParts, site: number, ids: readonly string[]): Promise<Saved> {
  return saving(parts.database, site, async (transaction) => {
    const known = (await newestRules(transaction, site)).filter(({ removed }) => !removed).sort(inOrder);
    const isSame = ids.length === known.length && new Set(ids).size === ids.length;
    if (!isSame || !known.every(({ id }) => ids.includes(id))) throw orderMoved();
    for (const [position, id] of ids.entries()) {
      await transaction
        .updateTable('rules')
        .set({ position })
        .where('site_id', '=', site)
        .where('id', '=', id)
        .execute();
    }
    return '';
  });
}

/** @throws ProblemError 404, 409 `rule_removed` */
async function changeable(db: Parameters<typeof findRule>[0], site: number, id: string): Promise<Row> {
  const row = await findRule(db, site, id);
  if (row.removed) throw new ProblemError(409, 'rule_removed', 'This rule was removed.', 'Make a new one.');
  return row;
}

const writtenIn = ({ title, condition, cool_down_days, stay_open_days }: Row): RuleDraft => ({
  title,
  condition,
  coolDownDays: cool_down_days,
  stayOpenDays: stay_open_days,
});

async function acceptedRule(parts: ApiParts, edit: Edit, written: unknown): Promise<RuleDraft> {
  const { rule, refused } = await readSiteRule(parts, edit.site, written);
  if (refused) throw await recordRefusal(parts.database, refused, { ...edit, now: parts.now() });
  return rule;
}

async function insertVersion(
  { now }: Pick<ApiParts, 'now'>,
  transaction: Transaction<Schema>,
  { site, person }: Edit,
  of: Pick<Row, 'id' | 'version' | 'position' | 'active'> & { removed?: boolean; draft: RuleDraft },
): Promise<void> {
  await transaction
    .insertInto('rules')
    .values({
      id: of.id,
      version: of.version,
      site_id: site,
      title: of.draft.title,
      condition: JSON.stringify(of.draft.condition),
      cool_down_days: of.draft.coolDownDays,
      stay_open_days: of.draft.stayOpenDays,
      active: of.active,
      removed: of.removed ?? false,
      position: of.position,
      author: person.name,
      created_at: new Date(now()),
    })
    .execute();
}
