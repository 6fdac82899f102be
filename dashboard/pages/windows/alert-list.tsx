import { Button, Stack } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useRef } from 'react';
import type { AlertState, Site } from '../../../api/contract.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { alertsOf } from '../../queries/alert-list.ts';
import { useAlertStream } from '../../queries/alert-stream-provider.tsx';
import { useAlerts } from '../../queries/alerts.ts';
import { AlertCard } from './alert-card.tsx';
import { KeysModal } from './keys-modal.tsx';
import { NoWindows } from './no-windows.tsx';
import { useCardKeys } from './use-card-keys.ts';

interface AlertListProps {
  site: Site;
  filter: string;
  states: readonly AlertState[];
}

/** Alerts in some states, the newest first, with keys to go through them. */
export function AlertList({ site, filter, states }: AlertListProps) {
  const alerts = useAlerts({ siteId: site.id, states });
  const { fresh } = useAlertStream();
  const list = useRef<HTMLDivElement>(null);
  const [help, { open, close }] = useDisclosure(false);
  const [keys, setKeys] = useLocalStorage({ key: 'clearpane-keys', defaultValue: true });
  const items = alertsOf(alerts.data);
  useCardKeys({ active: keys, list, ids: items.map(({ id }) => id), help: open });

  return (
    <Stack gap="md" ref={list}>
      {alerts.isPending ? <Loading rows={3} height={170} /> : null}
      {alerts.isError && !alerts.data ? <Problem error={alerts.error} retry={alerts.refetch} /> : null}
      {alerts.data && items.length === 0 ? <NoWindows site={site} filter={filter} /> : null}
      {items.length > 0 ? (
        <Stack gap="md" component="ul" className="plain-list" aria-label="Windows">
          {items.map((alert) => (
            <AlertCard key={alert.id} alert={alert} isFresh={fresh.includes(alert.id)} />
          ))}
        </Stack>
      ) : null}
      {alerts.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void alerts.fetchNextPage()}
          loading={alerts.isFetchingNextPage}
        >
          Show older
        </Button>
      ) : null}
      <Button
        variant="subtle"
        size="xs"
        onClick={open}
        aria-haspopup="dialog"
        style={{ alignSelf: 'flex-end' }}
      >
        Keys
      </Button>
      <KeysModal opened={help} close={close} on={keys} setOn={setKeys} />
    </Stack>
  );
}
