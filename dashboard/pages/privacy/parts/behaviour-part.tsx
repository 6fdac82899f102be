import { Checkbox, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { BEHAVIOUR_WORDS, BEHAVIOURS, type Behaviour } from '../behaviour-words.ts';
import type { PartProps } from './part-props.ts';

/** As the API takes it: a name, and at most five keys. */
const EVENT = /^[a-z][a-z0-9_]{0,39}( [a-z][a-z0-9_]{0,39}){0,5}$/;

/** What is counted of how pages are used. Sums by hour, wherever counting is permitted; nothing of it feeds an alert. */
export function BehaviourPart({ policy, edit }: PartProps) {
  const { kinds, events } = policy.behaviour;
  const [problem, setProblem] = useState<string | null>(null);
  const set = (part: Partial<typeof policy.behaviour>): void =>
    edit({ ...policy, behaviour: { ...policy.behaviour, ...part } });
  const setEvents = (typed: readonly string[]): void => {
    const rules = typed.map((rule) => rule.trim().replace(/\s+/g, ' '));
    const wrong = rules.find((rule) => !EVENT.test(rule));
    const names = rules.map((rule) => rule.split(' ')[0]);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    setProblem(
      wrong !== undefined
        ? `“${wrong}” is not a name with at most five keys, in lower case.`
        : twice !== undefined
          ? `“${twice}” is declared already.`
          : null,
    );
    if (wrong === undefined && twice === undefined) set({ events: rules });
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        Where “measure” is permitted, these are counted by page and hour. Nobody is told apart, no
        organization is named, and no alert sees any of it.
      </Text>
      <Checkbox.Group
        label="What is counted beside views"
        value={kinds}
        onChange={(chosen) => set({ kinds: BEHAVIOURS.filter((kind) => chosen.includes(kind)) })}
      >
        <Stack gap="sm" mt="xs">
          {BEHAVIOURS.map((kind: Behaviour) => (
            <Checkbox
              key={kind}
              value={kind}
              label={BEHAVIOUR_WORDS[kind].title}
              description={BEHAVIOUR_WORDS[kind].kept}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <TagsInput
        label="Events of your own"
        description="A name, then the keys it may carry: “quote_asked product size”. Press Enter after each. What is not listed is not counted."
        placeholder={events.length === 0 ? 'signup plan' : ''}
        maw={520}
        value={[...events]}
        onChange={setEvents}
        error={problem}
        maxTags={50}
        splitChars={[',', ';']}
        acceptValueOnBlur
      />
    </Stack>
  );
}
