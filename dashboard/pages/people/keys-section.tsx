import { Button, Card, Code, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import type { ApiKey } from '../../../api/contract.ts';
import { useTime } from '../../parts/clock.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import classes from '../../parts/rows.module.css';
import { Section } from '../../parts/section.tsx';
import { date, moment } from '../../parts/time.ts';
import { useKeys, useRemoveKey } from '../../queries/keys.ts';
import { NewKeyModal } from './new-key-modal.tsx';
import { scopesInWords } from './scope-words.ts';

export function KeysSection() {
  const keys = useKeys();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Section
      title="API keys"
      lead="A key lets a program do what its scopes say, and nothing else."
      actions={
        <Button variant="default" leftSection={<IconKey size={17} aria-hidden="true" />} onClick={open}>
          Make a key
        </Button>
      }
    >
      {keys.isPending ? <Loading rows={1} height={64} /> : null}
      {keys.isError && !keys.data ? <Problem error={keys.error} retry={keys.refetch} /> : null}
      {keys.data?.length === 0 ? (
        <Card>
          <Text c="dimmed">There is no key. Make one to read alerts from a program of yours.</Text>
        </Card>
      ) : null}
      {keys.data && keys.data.length > 0 ? (
        <Card p={0}>
          <ul className="plain-list" aria-label="API keys">
            {keys.data.map((apiKey) => (
              <KeyRow key={apiKey.id} apiKey={apiKey} />
            ))}
          </ul>
        </Card>
      ) : null}
      <NewKeyModal opened={opened} close={close} />
    </Section>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useRemoveKey();
  const time = useTime();
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Text fw={600}>{apiKey.name}</Text>
        <Text size="sm" c="dimmed">
          <Code>{apiKey.start}…</Code> · {scopesInWords(apiKey.scopes)} · made {date(apiKey.createdAt)} ·{' '}
          {apiKey.lastUsedAt ? `last used ${moment(apiKey.lastUsedAt, time)}` : 'never used'}
        </Text>
      </div>
      <Button variant="subtle" color="red" onClick={open} aria-label={`Remove the key ${apiKey.name}`}>
        Remove
      </Button>
      <Confirm
        opened={opened}
        close={close}
        title={`Remove the key ${apiKey.name}?`}
        deed="Remove key"
        run={() => remove.mutateAsync(apiKey.id)}
      >
        Programs that use it are refused at once.
      </Confirm>
    </li>
  );
}
