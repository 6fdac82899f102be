import type { Alert, OutcomeKind } from '../../../api/contract.ts';
import { useClock } from '../../parts/clock.tsx';
import { complain } from '../../parts/complain.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { tell } from '../../parts/tell.ts';
import { type AlertAction, useChangeAlert } from '../../queries/alerts.ts';
import { ApiError } from '../../queries/client.ts';
import { useMe } from '../../queries/session.ts';
import { tellTaken } from './taken-toast.tsx';
import { takingBack } from './taking-back.ts';

/**
 * What a person can do with an alert, told and taken back in a message. By promises, because the card may have left its
 * list, and be gone, when the answer is here.
 */
export function useAlertDeeds(alert: Alert) {
  const change = useChangeAlert();
  const clock = useClock();
  const me = useMe().data?.name ?? '';
  const { id, org } = alert;

  const send = (action: AlertAction): Promise<Alert> => change.mutateAsync({ id, action });

  const takeBack = async (): Promise<void> => {
    for (const action of takingBack(alert, me, clock())) await send(action);
  };

  const done = (text: string): void => {
    // What had closed by itself can not be opened again; it can be judged anew.
    if (alert.state === 'closed') tell(text);
    else offerUndo({ id: `alert-${id}`, text, undo: () => void takeBack().catch(complain) });
  };

  const run = (action: AlertAction, text: string): void => {
    send(action)
      .then(() => done(text))
      .catch(complain);
  };

  const takeOver = (): void => run({ do: 'acknowledge', takeOver: true }, `You are on ${org.name} now.`);

  const takeOn = (): void => {
    send({ do: 'acknowledge', takeOver: false })
      .then(() => done(`You are on ${org.name}.`))
      .catch((error: Error) => {
        if (error instanceof ApiError && error.code === 'taken') tellTaken(id, error, takeOver);
        else complain(error);
      });
  };

  const judge = (outcome: OutcomeKind, note = ''): Promise<Alert> => send({ do: 'outcome', outcome, note });

  return {
    isPending: change.isPending,
    takeOn,
    takeOver,
    notNow: (hours: number, label: string) =>
      run({ do: 'snooze', hours }, `${org.name} comes back in ${label}.`),
    openAgain: () => {
      send({ do: 'reopen' })
        .then(() => tell(`${org.name} is open again.`))
        .catch(complain);
    },
    wasWorthIt: () => run({ do: 'outcome', outcome: 'acted', note: '' }, `${org.name} counts as worth it.`),
    notRelevant: (note: string): Promise<void> =>
      judge('not_relevant', note).then(() => done(`${org.name} counts as not relevant.`)),
    judge,
    takeBack,
  };
}

export type AlertDeeds = ReturnType<typeof useAlertDeeds>;
