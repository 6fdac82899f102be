import { ActionIcon, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import type { Exclusion } from '../../../../api/contract-corrections.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import classes from '../../../parts/rows.module.css';
import { date } from '../../../parts/time.ts';
import { useRemoveExclusion } from '../../../queries/exclusions.ts';
import { EXCLUSION_EFFECTS, EXCLUSION_NAMES } from './exclusion-words.ts';

export function ExclusionRow({ exclusion, edits }: { exclusion: Exclusion; edits: boolean }) {
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useRemoveExclusion();
  const { id, target, reason, by, at } = exclusion;
  return (
    <li className={classes.row} data-testid="exclusion-row">
      <div className={classes.about}>
        <Text fw={600}>{target.name}</Text>
        <Text size="sm">
          {EXCLUSION_NAMES[exclusion.exclusion]}. {EXCLUSION_EFFECTS[exclusion.exclusion]}
        </Text>
        <Text size="sm" c="dimmed">
          “{reason}” · {by}, {date(at)}
        </Text>
      </div>
      {edits ? (
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          onClick={open}
          aria-label={`Remove the exclusion of ${target.name}`}
        >
          <IconTrash size={18} aria-hidden="true" />
        </ActionIcon>
      ) : null}
      <Confirm
        opened={opened}
        close={close}
        title={`Remove the exclusion of ${target.name}?`}
        deed="Remove exclusion"
        run={() => remove.mutateAsync(id)}
      >
        Visits from there are collected again, as far as the policy allows. Who removed it, and when, is kept.
      </Confirm>
    </li>
  );
}
