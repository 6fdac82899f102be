import { Button, Card, Group, NumberInput, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Me } from '../../../api/contract.ts';
import type { Floor } from '../../../api/contract-rules.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Section } from '../../parts/section.tsx';
import { count, date } from '../../parts/time.ts';
import { useFloor, useRaiseFloor } from '../../queries/rules.ts';

/** What no rule can go below. An officer raises it, and nobody lowers it. */
export function FloorSection({ siteId, me }: { siteId: number; me: Me }) {
  const { data } = useFloor(siteId);
  if (!data) return null;
  const [last] = data.history;
  return (
    <Section
      title="Floor"
      lead="Less than this is never told, whatever a rule asks for: an organization must not be one person."
    >
      <Card>
        <Text>
          At least {count(data.sessions, 'session')} on {count(data.days, 'day')} on one topic.
        </Text>
        {last ? (
          <Text size="sm" c="dimmed">
            Raised by {last.by}, {date(last.at)}
          </Text>
        ) : null}
        {me.role === 'privacy_officer' ? (
          <RaiseFloor key={`${data.sessions} ${data.days}`} siteId={siteId} floor={data} />
        ) : null}
      </Card>
    </Section>
  );
}

function RaiseFloor({ siteId, floor }: { siteId: number; floor: Floor }) {
  const [sessions, setSessions] = useState(floor.sessions);
  const [days, setDays] = useState(floor.days);
  const [opened, { open, close }] = useDisclosure(false);
  const raise = useRaiseFloor(siteId);
  return (
    <Group align="flex-end" mt="sm">
      <NumberInput
        label="Sessions"
        w={110}
        min={floor.sessions}
        max={1000}
        allowDecimal={false}
        value={sessions}
        onChange={(value) => setSessions(Number(value))}
      />
      <NumberInput
        label="Days"
        w={110}
        min={floor.days}
        max={30}
        allowDecimal={false}
        value={days}
        onChange={(value) => setDays(Number(value))}
      />
      <Button variant="default" onClick={open} disabled={sessions === floor.sessions && days === floor.days}>
        Raise the floor
      </Button>
      <Confirm
        opened={opened}
        close={close}
        title="Raise the floor?"
        deed="Raise the floor"
        run={() => raise.mutateAsync({ sessions, days })}
      >
        At least {count(sessions, 'session')} on {count(days, 'day')} from now on, for every rule of this
        site. It can not be lowered again.
      </Confirm>
    </Group>
  );
}
