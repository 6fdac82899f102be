import { Button, Card, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Routing, RoutingRules } from '../../../api/contract-routing.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { tell } from '../../parts/tell.ts';
import { useSaveRouting } from '../../queries/routing.ts';
import { Territories } from './territories.tsx';

const rulesOf = ({ territories, round, default: fallback }: Routing): RoutingRules => ({
  territories,
  round,
  default: fallback,
});

export function RoutingForm({ routing }: { routing: Routing }) {
  const save = useSaveRouting();
  const [rules, setRules] = useState(() => rulesOf(routing));
  const change = (part: Partial<RoutingRules>): void => setRules({ ...rules, ...part });
  const isChanged = JSON.stringify(rules) !== JSON.stringify(rulesOf(routing));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(rules, {
      onSuccess: (saved) => {
        setRules(rulesOf(saved));
        tell('Alerts from now on go by these rules.');
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Section
          title="Territories"
          lead="Alerts about companies in a country, where nobody owns the account."
        >
          <Territories
            territories={rules.territories}
            people={routing.people}
            change={(territories) => change({ territories })}
          />
        </Section>
        <Section title="The round" lead="These people take turns at what has neither owner nor territory.">
          <Card>
            <Checkbox.Group
              aria-label="Who takes part in the round"
              value={rules.round}
              onChange={(chosen) =>
                change({ round: routing.people.map(({ id }) => id).filter((id) => chosen.includes(id)) })
              }
            >
              <Stack gap="sm">
                {routing.people.map(({ id, name }) => (
                  <Checkbox key={id} value={id} label={name} />
                ))}
              </Stack>
            </Checkbox.Group>
          </Card>
        </Section>
        <Section title="The default" lead="Who hears of the rest, where nobody takes turns.">
          <Card>
            <Select
              label="Person or channel"
              placeholder="Nobody: it stands on the dashboard for all"
              data={[
                { group: 'People', items: routing.people.map(optionOf('person')) },
                { group: 'Channels', items: routing.channels.map(optionOf('channel')) },
              ].filter(({ items }) => items.length > 0)}
              value={choiceOf(rules.default)}
              onChange={(value) => change({ default: defaultOf(value) })}
              clearable
            />
          </Card>
        </Section>
        <FormProblem error={save.error} />
        <Group gap="sm">
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            Save
          </Button>
          <Button variant="default" disabled={!isChanged} onClick={() => setRules(rulesOf(routing))}>
            Discard
          </Button>
          {isChanged ? (
            <Text size="sm" c="dimmed" role="status">
              Not saved yet
            </Text>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}

const optionOf =
  (kind: 'person' | 'channel') =>
  ({ id, name }: { id: string; name: string }) => ({ value: `${kind} ${id}`, label: name });

function choiceOf(fallback: RoutingRules['default']): string | null {
  if (fallback === null) return null;
  return 'person' in fallback ? `person ${fallback.person}` : `channel ${fallback.channel}`;
}

function defaultOf(value: string | null): RoutingRules['default'] {
  const [kind, id = ''] = value?.split(' ') ?? [];
  if (kind === 'person') return { person: id };
  return kind === 'channel' ? { channel: id } : null;
}
