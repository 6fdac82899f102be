import { Anchor, Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { Me } from '../../../api/contract.ts';
import type { ContactRequest, ContactRequestState } from '../../../api/contract-contact.ts';
import { useTime } from '../../parts/clock.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { FormProblem } from '../../parts/problem.tsx';
import { ago, date, moment } from '../../parts/time.ts';
import { useChangeContactRequest, useEraseContactRequest } from '../../queries/contact-requests.ts';
import classes from './requests.module.css';

interface RequestCardProps {
  siteId: number;
  me: Me;
  request: ContactRequest;
}

/** What somebody asked, and what can be done about it. */
export function RequestCard({ siteId, me, request }: RequestCardProps) {
  const time = useTime();
  const change = useChangeContactRequest(siteId);
  const erase = useEraseContactRequest(siteId);
  const [erasing, { open, close }] = useDisclosure(false);
  const { id, name, email, message, state } = request;

  const offer = `contact-request-${id}`;

  // By promises, because the card has left its list, and is gone, when somebody takes it back.
  const put = (next: ContactRequestState, told: string): void => {
    change
      .mutateAsync({ id, state: next })
      .then(() =>
        offerUndo({
          id: offer,
          text: `The request of ${name} ${told}.`,
          undo: () => void change.mutateAsync({ id, state }).catch(complain),
        }),
      )
      // Shown on the card by the mutation itself.
      .catch(() => undefined);
  };

  return (
    <Card component="li" data-testid="contact-request" data-state={state}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div className={classes.about}>
          <Title order={2}>{name}</Title>
          <Anchor href={`mailto:${encodeURIComponent(email)}`} className={classes.email}>
            {email}
          </Anchor>
        </div>
        <Confirmation request={request} />
      </Group>
      {message === '' ? (
        <Text c="dimmed" mt="sm">
          No message.
        </Text>
      ) : (
        <Text mt="sm" className={classes.message}>
          {message}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {times(request, time).join(' · ')}
      </Text>
      <FormProblem error={change.error} />
      <Group gap="sm" mt="md">
        {state === 'new' ? (
          <Button
            leftSection={<IconCheck size={17} aria-hidden="true" />}
            onClick={() => put('answered', 'is marked as answered')}
            loading={change.isPending}
          >
            Mark as answered
          </Button>
        ) : (
          <Button variant="default" onClick={() => put('new', 'is new again')} loading={change.isPending}>
            {state === 'removed' ? 'Bring back' : 'Not answered yet'}
          </Button>
        )}
        {state === 'removed' ? null : (
          <Button variant="default" onClick={() => put('removed', 'is removed')} disabled={change.isPending}>
            Remove
          </Button>
        )}
        {me.role === 'owner' ? (
          <Button variant="default" onClick={open}>
            Erase now
          </Button>
        ) : null}
      </Group>
      <Confirm
        opened={erasing}
        close={close}
        title={`Erase the request of ${name}?`}
        deed="Erase for good"
        run={async () => {
          await erase.mutateAsync(id);
          notifications.hide(offer);
        }}
      >
        Name, e-mail and message are deleted at once. This can not be undone.
      </Confirm>
    </Card>
  );
}

function Confirmation({ request: { confirmed, confirmedAt, domain } }: { request: ContactRequest }) {
  const Picture = confirmed ? IconCircleCheck : IconHelpCircle;
  return (
    <Badge
      variant={confirmed ? 'light' : 'default'}
      size="lg"
      miw="max-content"
      leftSection={<Picture size={14} aria-hidden="true" />}
      title={
        confirmedAt !== null
          ? 'Whoever wrote has opened the link in a mail to this address.'
          : confirmed
            ? `The request came from the network of the organization that ${domain} belongs to.`
            : 'Nobody has checked that the address belongs to whoever wrote.'
      }
    >
      {confirmedAt !== null ? 'Confirmed by e-mail' : confirmed ? `Sent from ${domain}` : 'Not confirmed'}
    </Badge>
  );
}

function times(request: ContactRequest, now: number): string[] {
  const { at, state, answeredBy, answeredAt, removedBy, removedAt, erasedAt } = request;
  return [
    `Sent ${moment(at, now)} (${ago(at, now)})`,
    ...(answeredAt === null ? [] : [`answered by ${answeredBy}, ${moment(answeredAt, now)}`]),
    ...(removedAt === null ? [] : [`removed by ${removedBy}, ${moment(removedAt, now)}`]),
    state === 'new' ? `erased ${date(erasedAt)} if nobody answers` : `erased ${date(erasedAt)}`,
  ];
}

/** When the card is gone, there is no other place to say it. */
const complain = (error: Error): void => {
  notifications.show({
    color: 'red',
    title: error.message,
    message: '',
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close message' },
  });
};
