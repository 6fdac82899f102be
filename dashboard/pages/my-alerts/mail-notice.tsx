import { Alert, Button, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import type { MyAlerts } from '../../../api/contract-my-alerts.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { tell } from '../../parts/tell.ts';
import { date } from '../../parts/time.ts';
import { useTakeMailUpAgain } from '../../queries/my-alerts.ts';

/** Why no mail comes, whatever is wished below. */
export function MailNotice({ mine: { mailRefusedAt, mailServer } }: { mine: MyAlerts }) {
  const again = useTakeMailUpAgain();
  if (mailRefusedAt !== null) {
    return (
      <Alert color="orange" variant="light" icon={<IconMailOff />} title="You ended e-mail about alerts">
        <Text size="sm">
          You did so on {date(mailRefusedAt)} by the link in an e-mail. None is sent until you take it up
          again; what came meanwhile is not sent afterwards.
        </Text>
        <FormProblem error={again.error} />
        <Button
          variant="default"
          size="sm"
          mt="sm"
          loading={again.isPending}
          onClick={() =>
            again.mutate(undefined, { onSuccess: () => tell('You get e-mail about alerts again.') })
          }
        >
          Take e-mail up again
        </Button>
      </Alert>
    );
  }
  if (mailServer) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconMailOff />} title="No e-mail leaves this Clearpane">
      No mail server is set. Whoever runs it names one in CLEARPANE_SMTP_URL.
    </Alert>
  );
}
