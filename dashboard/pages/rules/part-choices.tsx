import { ActionIcon, Group, MultiSelect, NativeSelect, NumberInput, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Topic } from '../../../api/contract-rules.ts';
import { countryOptions, KIND_OPTIONS } from '../../parts/words.ts';
import type { AttributePart, CountPart, ListPart, Part } from './conditions.ts';
import classes from './rules.module.css';

interface ChoicesProps<Of> {
  part: Of;
  topics: readonly Topic[];
  change: (part: Of) => void;
}

interface PartChoicesProps extends ChoicesProps<Part> {
  /** Null where it is the last one. */
  remove: (() => void) | null;
  /** Place in the rule, for those who hear it: "1", "2.1". */
  name: string;
}

/** One condition as a sentence with choices in it. */
export function PartChoices({ part, topics, change, remove, name }: PartChoicesProps) {
  return (
    <fieldset className={classes.part} aria-label={`Condition ${name}`}>
      <Group gap={8} flex={1} miw={0}>
        {'atLeast' in part ? <CountChoices part={part} topics={topics} change={change} /> : null}
        {'list' in part ? <ListChoice part={part} topics={topics} change={change} /> : null}
        {'attribute' in part ? <AttributeChoice part={part} topics={topics} change={change} /> : null}
      </Group>
      {remove ? (
        <ActionIcon variant="subtle" size="lg" onClick={remove} aria-label={`Remove condition ${name}`}>
          <IconX size={18} aria-hidden="true" />
        </ActionIcon>
      ) : null}
    </fieldset>
  );
}

const Words = ({ children }: { children: ReactNode }) => (
  <Text component="span" size="sm">
    {children}
  </Text>
);

function CountChoices({ part, topics, change }: ChoicesProps<CountPart>) {
  const { earlier } = part;
  const options = [
    ...topics.map(({ id, label, kind }) => ({
      value: String(id),
      label: kind === 'campaign' ? `campaign ${label}` : label,
    })),
    { value: 'site', label: 'anywhere on the site' },
  ];
  return (
    <>
      <Words>At least</Words>
      <NumberInput
        aria-label="How many"
        w={72}
        min={1}
        max={1000}
        allowDecimal={false}
        value={part.atLeast}
        onChange={(value) => change({ ...part, atLeast: Number(value) })}
      />
      <NativeSelect
        aria-label="Sessions or days"
        value={part.count}
        onChange={(event) =>
          change({ ...part, count: event.currentTarget.value === 'days' ? 'days' : 'sessions' })
        }
        data={[
          { value: 'sessions', label: 'sessions' },
          { value: 'days', label: 'different days with sessions' },
        ]}
      />
      <Words>on</Words>
      <NativeSelect
        aria-label="Topic"
        value={String(part.topic)}
        onChange={({ currentTarget: { value } }) =>
          change({ ...part, topic: value === 'site' ? 'site' : Number(value) })
        }
        data={options}
      />
      <Words>within</Words>
      <NativeSelect
        aria-label="Days"
        value={String(part.within)}
        onChange={(event) => change({ ...part, within: Number(event.currentTarget.value) })}
        data={[
          { value: '1', label: '1 day' },
          { value: '7', label: '7 days' },
          { value: '14', label: '14 days' },
          { value: '30', label: '30 days' },
        ]}
      />
      {earlier === undefined ? null : (
        <>
          <Words>and more than</Words>
          <NumberInput
            aria-label="Days ago"
            w={72}
            min={1}
            max={29}
            allowDecimal={false}
            value={earlier}
            onChange={(value) => change({ ...part, earlier: Number(value) })}
          />
          <Words>days ago</Words>
        </>
      )}
    </>
  );
}

function ListChoice({ part, change }: ChoicesProps<ListPart>) {
  return (
    <>
      <Words>The organization is</Words>
      <NativeSelect
        aria-label="List"
        value={part.list}
        onChange={(event) => change({ list: event.currentTarget.value })}
        data={[
          { value: 'prospects', label: 'a prospect' },
          { value: 'clients', label: 'a client' },
          { value: 'watchlist', label: 'on the watchlist' },
        ]}
      />
    </>
  );
}

function AttributeChoice({ part, change }: ChoicesProps<AttributePart>) {
  const isCountry = part.attribute === 'country';
  return (
    <>
      <Words>{isCountry ? 'The organization is in' : 'The organization is a'}</Words>
      <MultiSelect
        aria-label={isCountry ? 'Countries' : 'Kinds'}
        placeholder={part.in.length === 0 ? 'Choose one or more' : ''}
        flex="1 1 200px"
        searchable
        data={isCountry ? countryOptions() : KIND_OPTIONS}
        value={part.in}
        onChange={(values) => change({ ...part, in: values })}
      />
    </>
  );
}
