import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import type { Alert } from '../../../api/contract.ts';
import { useTime } from '../../parts/clock.tsx';
import { useMe } from '../../queries/session.ts';
import { KEYS } from './card-keys.ts';
import { NotRelevantModal } from './not-relevant-modal.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { AlertDeeds } from './use-alert-deeds.ts';

interface AlertActionsProps {
  alert: Alert;
  deeds: AlertDeeds;
}

/** What a person can do with a window; each can be undone. */
export function AlertActions({ alert, deeds }: AlertActionsProps) {
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Group gap="sm">
        {alert.state === 'closed' ? (
          <Closed alert={alert} deeds={deeds} />
        ) : (
          <Live alert={alert} deeds={deeds} />
        )}
        {alert.outcome?.outcome === 'not_relevant' ? null : (
          <Button
            variant="default"
            leftSection={<IconX size={17} aria-hidden="true" />}
            disabled={deeds.isPending}
            onClick={open}
            aria-haspopup="dialog"
            aria-keyshortcuts={KEYS.notRelevant}
          >
            Not relevant
          </Button>
        )}
      </Group>
      <NotRelevantModal opened={asking} name={alert.org.name} close={close} say={deeds.notRelevant} />
    </>
  );
}

function Live({ alert, deeds }: AlertActionsProps) {
  const me = useMe();
  const isMine = alert.state === 'acknowledged' && alert.acknowledgedBy === me.data?.name;
  const isTheirs = alert.state === 'acknowledged' && !isMine;
  return (
    <>
      {isMine ? (
        <OpenAgain deeds={deeds} />
      ) : (
        <Button
          variant={isTheirs ? 'default' : 'filled'}
          leftSection={<IconCheck size={17} aria-hidden="true" />}
          onClick={isTheirs ? deeds.takeOver : deeds.takeOn}
          loading={deeds.isPending}
          aria-keyshortcuts={KEYS.takeOn}
        >
          {isTheirs ? 'Take it over' : 'On it'}
        </Button>
      )}
      {alert.state === 'snoozed' ? (
        <OpenAgain deeds={deeds} />
      ) : (
        <SnoozeMenu disabled={deeds.isPending} choose={deeds.notNow} />
      )}
    </>
  );
}

/** Whether it was worth it is often known later; and what a person closed can be opened for as long as it has. */
function Closed({ alert, deeds }: AlertActionsProps) {
  const time = useTime();
  const hasTime = Date.parse(alert.expiresAt) > time;
  if (hasTime && alert.outcome !== null) return <OpenAgain deeds={deeds} />;
  if (alert.outcome?.outcome === 'acted') return null;
  return (
    <Button
      variant="default"
      leftSection={<IconCheck size={17} aria-hidden="true" />}
      onClick={deeds.wasWorthIt}
      loading={deeds.isPending}
      aria-keyshortcuts={KEYS.takeOn}
    >
      It was worth it
    </Button>
  );
}

function OpenAgain({ deeds }: { deeds: AlertDeeds }) {
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={17} aria-hidden="true" />}
      onClick={deeds.openAgain}
      loading={deeds.isPending}
    >
      Open again
    </Button>
  );
}
