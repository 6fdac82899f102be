import { Badge, Card, Group, Text } from '@mantine/core';
import type { ReverseDns } from '../../../../api/contract-corrections.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { ReasonForm } from '../../../parts/reason-form.tsx';
import classes from '../../../parts/rows.module.css';
import { Section } from '../../../parts/section.tsx';
import { tell } from '../../../parts/tell.ts';
import { dateAndClock } from '../../../parts/time.ts';
import { useReverseDns, useSwitchReverseDns } from '../../../queries/reverse-dns.ts';

/** Whether DNS is asked for names of visitors' addresses, on all sites. */
export function ReverseDnsPage() {
  const reverseDns = useReverseDns();
  return (
    <Page
      title="Reverse DNS"
      lead="Clearpane can ask this machine’s DNS for the name of an address, and believes it where the name leads back. More organizations are named; the resolver learns the address that is asked about."
    >
      {reverseDns.isPending ? <Loading rows={2} height={140} /> : null}
      {reverseDns.isError ? <Problem error={reverseDns.error} retry={reverseDns.refetch} /> : null}
      {reverseDns.data ? (
        <>
          <Card>
            {reverseDns.data.forbidden ? (
              <Text>
                This installation never asks DNS: <code>CLEARPANE_REVERSE_DNS</code> is <code>off</code>.
                Whoever runs Clearpane can leave the decision to you.
              </Text>
            ) : (
              // Keyed, so that the reason of one switch is not offered for the next.
              <SwitchForm key={String(reverseDns.data.enabled)} enabled={reverseDns.data.enabled} />
            )}
          </Card>
          <History history={reverseDns.data.history} />
        </>
      ) : null}
    </Page>
  );
}

function SwitchForm({ enabled }: { enabled: boolean }) {
  const change = useSwitchReverseDns();
  const submit = (reason: string): void => {
    const onSuccess = (now: ReverseDns): void =>
      tell(
        now.enabled ? 'DNS is asked from now on.' : 'DNS is asked no more, and what it said is forgotten.',
      );
    change.mutate({ enabled: !enabled, reason }, { onSuccess });
  };
  return (
    <ReasonForm
      action={enabled ? 'Switch off' : 'Switch on'}
      pending={change.isPending}
      error={change.error}
      submit={submit}
    >
      <Group gap="sm">
        <Text fw={600}>DNS is {enabled ? 'asked' : 'not asked'}</Text>
        <Badge variant={enabled ? 'light' : 'default'}>{enabled ? 'On' : 'Off'}</Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {enabled
          ? 'Switched off, nothing is asked within a second, and what is known is forgotten.'
          : 'Use a resolver that you run. Switching on widens what is done with an address, so it needs a reason; it is kept with your name.'}
      </Text>
    </ReasonForm>
  );
}

function History({ history }: { history: ReverseDns['history'] }) {
  if (history.length === 0) return null;
  return (
    <Section title="Who decided it">
      <Card p={0}>
        <ul className="plain-list" aria-label="Who decided it">
          {history.map(({ enabled, by, reason, at }) => (
            <li key={at} className={classes.row}>
              <div className={classes.about}>
                <Text fw={600}>Switched {enabled ? 'on' : 'off'}</Text>
                <Text size="sm" c="dimmed">
                  “{reason}” · {by}, {dateAndClock(at)}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
