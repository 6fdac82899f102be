import { Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Site } from '../../../../api/contract.ts';
import { ReasonForm } from '../../../parts/reason-form.tsx';
import { useSwitchAll, useSwitchSite } from '../../../queries/kill.ts';

/** Which switch, and which way. */
export interface SwitchOrder {
  everywhere: boolean;
  killed: boolean;
}

interface SwitchModalProps {
  site: Site;
  /** Null while nothing is asked. */
  order: SwitchOrder | null;
  close: () => void;
}

/** Asks once, and for a reason, before collection stops or starts. */
export function SwitchModal({ site, order, close }: SwitchModalProps) {
  return (
    <Modal opened={order !== null} onClose={close} title={order ? titleOf(order, site) : ''}>
      {order ? <SwitchForm site={site} order={order} close={close} /> : null}
    </Modal>
  );
}

const titleOf = ({ everywhere, killed }: SwitchOrder, site: Site): string =>
  `Switch ${killed ? 'off' : 'on'} collection ${everywhere ? 'on all sites' : `on ${site.name}`}?`;

function SwitchForm({ site, order, close }: SwitchModalProps & { order: SwitchOrder }) {
  const here = useSwitchSite(site.id);
  const all = useSwitchAll();
  const { everywhere, killed } = order;
  const done = (isOff: boolean): void => {
    close();
    notifications.show({ color: 'glass', withBorder: true, message: told(killed, isOff) });
  };
  const submit = (reason: string): void => {
    if (everywhere) all.mutate({ killed, reason }, { onSuccess: (now) => done(now.killed) });
    else here.mutate({ killed, reason }, { onSuccess: (now) => done(now.active.policy.killed) });
  };
  return (
    <ReasonForm
      description="It is kept in the history."
      action={killed ? 'Switch off' : 'Switch on'}
      {...(killed ? { color: 'red.9' } : {})}
      pending={here.isPending || all.isPending}
      error={here.error ?? all.error}
      submit={submit}
      cancel={close}
    >
      <Text>
        {killed
          ? `Within a second nothing is collected any more ${everywhere ? 'on any site of this Clearpane' : 'on this site'}. Events that arrive are refused. Policies and data stay as they are.`
          : everywhere
            ? 'Collection goes on as the policy of each site says.'
            : 'Collection goes on as the policy says. That allows more than now, so a second privacy officer is asked where there is one.'}
      </Text>
    </ReasonForm>
  );
}

function told(killed: boolean, isOff: boolean): string {
  if (killed) return 'Collection is switched off.';
  return isOff
    ? 'A second officer is asked. Until then collection stays off.'
    : 'Collection is switched on again.';
}
