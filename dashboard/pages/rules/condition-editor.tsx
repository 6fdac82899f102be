import { Button, Group, Menu, NativeSelect, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Topic } from '../../../api/contract-rules.ts';
import {
  type Editable,
  freshPart,
  type Group as GroupOf,
  isGroup,
  type Join,
  type Part,
} from './conditions.ts';
import { PartChoices } from './part-choices.tsx';
import classes from './rules.module.css';

interface ConditionEditorProps {
  condition: Editable;
  topics: readonly Topic[];
  change: (condition: Editable) => void;
}

/** All or any of some conditions; a group of them may stand among them. */
export function ConditionEditor({ condition, topics, change }: ConditionEditorProps) {
  const { parts } = condition;
  const set = (at: number, part: Editable['parts'][number]): void =>
    change({ ...condition, parts: parts.map((each, index) => (index === at ? part : each)) });
  const without = (at: number): void =>
    change({ ...condition, parts: parts.filter((_, index) => index !== at) });
  const add = (part: Editable['parts'][number]): void => change({ ...condition, parts: [...parts, part] });
  return (
    <Stack gap="sm">
      <JoinChoice
        join={condition.join}
        change={(join) => change({ ...condition, join })}
        name="Fulfilled when"
      />
      {parts.map((part, index) => {
        const name = String(index + 1);
        const remove = parts.length > 1 ? () => without(index) : null;
        return isGroup(part) ? (
          <InnerGroup
            key={name}
            group={part}
            topics={topics}
            change={(group) => (group.parts.length === 0 ? without(index) : set(index, group))}
            name={name}
          />
        ) : (
          <PartChoices
            key={name}
            part={part}
            topics={topics}
            change={(changed) => set(index, changed)}
            remove={remove}
            name={name}
          />
        );
      })}
      <AddMenu
        label="Add a condition"
        add={(kind) => add(freshPart(kind, topics))}
        addGroup={() =>
          add({
            join: condition.join === 'all' ? 'any' : 'all',
            parts: [freshPart('sessions', topics), freshPart('sessions', topics)],
          })
        }
      />
    </Stack>
  );
}

interface InnerGroupProps {
  group: GroupOf<Part>;
  topics: readonly Topic[];
  change: (group: GroupOf<Part>) => void;
  name: string;
}

function InnerGroup({ group, topics, change, name }: InnerGroupProps) {
  const { parts } = group;
  return (
    <Stack gap="sm" className={classes.inner} component="section" aria-label={`Group ${name}`}>
      <JoinChoice join={group.join} change={(join) => change({ ...group, join })} name="and in it" />
      {parts.map((part, index) => (
        <PartChoices
          key={String(index)}
          part={part}
          topics={topics}
          change={(changed) =>
            change({ ...group, parts: parts.map((each, at) => (at === index ? changed : each)) })
          }
          remove={() => change({ ...group, parts: parts.filter((_, at) => at !== index) })}
          name={`${name}.${index + 1}`}
        />
      ))}
      <AddMenu
        label="Add to the group"
        add={(kind) => change({ ...group, parts: [...parts, freshPart(kind, topics)] })}
      />
    </Stack>
  );
}

function JoinChoice({ join, change, name }: { join: Join; change: (join: Join) => void; name: string }) {
  return (
    <Group gap={8}>
      <NativeSelect
        label={name}
        value={join}
        onChange={(event) => change(event.currentTarget.value === 'any' ? 'any' : 'all')}
        data={[
          { value: 'all', label: 'all of these hold' },
          { value: 'any', label: 'any of these holds' },
        ]}
      />
    </Group>
  );
}

interface AddMenuProps {
  label: string;
  add: (kind: Parameters<typeof freshPart>[0]) => void;
  addGroup?: () => void;
}

function AddMenu({ label, add, addGroup }: AddMenuProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden="true" />} w="fit-content">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => add('sessions')}>Sessions on a topic</Menu.Item>
        <Menu.Item onClick={() => add('list')}>Prospect, client or watchlist</Menu.Item>
        <Menu.Item onClick={() => add('country')}>Country</Menu.Item>
        <Menu.Item onClick={() => add('kind')}>Kind of organization</Menu.Item>
        {addGroup ? <Menu.Item onClick={addGroup}>A group of conditions</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
