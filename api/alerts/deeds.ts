import type { Kysely, Updateable } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { Alert, Me, OutcomeKind } from '../contract.ts';
import { ProblemError } from '../problem.ts';
import { findAlert, oneAlert, stateAt } from './windows.ts';

/** What a person does with an alert. Only people change the state of one. */
export type Deed =
  | { kind: 'acknowledge'; takeOver: boolean }
  | { kind: 'snooze'; until: Date }
  | { kind: 'reopen' }
  | { kind: 'say'; outcome: OutcomeKind; note: string };

type Handle = Kysely<Schema>;
type Person = Pick<Me, 'id' | 'name'>;

/** What a person says of an alert after which there is nothing left to do with it. */
const FINAL: readonly OutcomeKind[] = ['not_relevant', 'wrong_company', 'excluded'];

/**
 * Does it, and notes who did. Of two who take an alert on at the same moment, one has it.
 *
 * @throws ProblemError 404; 409 `window_closed` when its time is over, `taken` when somebody else has it
 */
export async function act(
  database: Database,
  id: string,
  deed: Deed,
  by: Person,
  now: number,
): Promise<Alert> {
  await database.db.transaction().execute(async (transaction) => {
    const alert = await findAlert({ db: transaction }, id);
    const window = await transaction
      .selectFrom('windows')
      .select(['id', 'state', 'acknowledged_by', 'acknowledged_by_id', 'snoozed_until'])
      .where('id', '=', alert.window_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const state = stateAt({ ...window, expires_at: alert.expires_at }, now);
    const at = new Date(now);
    const change = (values: WindowChange) =>
      transaction
        .updateTable('windows')
        .set({ ...NOTHING, ...values, updated_at: at })
        .where('id', '=', window.id)
        .execute();
    const note = (outcome: OutcomeKind | 'taken_back', text = '') =>
      noteOutcome(transaction, { alert_id: id, outcome, note: text, by_id: by.id, by: by.name, at });

    switch (deed.kind) {
      case 'acknowledge': {
        if (state === 'closed') throw closed();
        const isMine = window.acknowledged_by_id === by.id;
        if (state === 'acknowledged' && isMine) return;
        if (state === 'acknowledged' && !deed.takeOver) throw taken(window.acknowledged_by);
        await change({ state: 'acknowledged', ...takenBy(by, at) });
        return note('acted');
      }
      case 'snooze':
        if (state === 'closed') throw closed();
        await change({ state: 'snoozed', snoozed_until: deed.until });
        return note('not_now');
      case 'reopen':
        if (alert.expires_at.getTime() <= now && state === 'closed') throw closed();
        if (state === 'open') return;
        await change({ state: 'open' });
        return note('taken_back');
      case 'say':
        if (FINAL.includes(deed.outcome)) {
          await change({ state: 'closed', closed_by: by.name, closed_at: at });
        } else if (deed.outcome === 'acted' && (state === 'open' || state === 'snoozed')) {
          await change({ state: 'acknowledged', ...takenBy(by, at) });
        }
        // Also when its time is over: whether it was worth it is often known later.
        return note(deed.outcome, deed.note);
    }
  });
  return oneAlert(database, await findAlert(database, id), now);
}

/** What of a window a person's deed sets anew, whatever it was before. */
const NOTHING = {
  acknowledged_by: null,
  acknowledged_by_id: null,
  acknowledged_at: null,
  snoozed_until: null,
  closed_by: null,
  closed_at: null,
};

type WindowChange = Pick<Updateable<Schema['windows']>, 'state' | keyof typeof NOTHING>;

const takenBy = ({ id, name }: Person, at: Date) => ({
  acknowledged_by: name,
  acknowledged_by_id: id,
  acknowledged_at: at,
});

async function noteOutcome(
  transaction: Handle,
  row: {
    alert_id: string;
    outcome: OutcomeKind | 'taken_back';
    note: string;
    by_id: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  await transaction.insertInto('alert_outcomes').values(row).execute();
}

const closed = (): ProblemError =>
  new ProblemError(409, 'window_closed', 'This window has closed; there is nothing left to do.');

const taken = (by: string | null): ProblemError =>
  new ProblemError(
    409,
    'taken',
    `${by ?? 'Somebody else'} is on it.`,
    'Talk to them, or take it over if that was agreed.',
  );
