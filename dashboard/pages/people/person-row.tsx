import { ActionIcon, Group, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import type { Person, Role } from '../../../api/contract.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { FormProblem } from '../../parts/problem.tsx';
import classes from '../../parts/rows.module.css';
import { date } from '../../parts/time.ts';
import { ROLE_NAMES } from '../../parts/words.ts';
import { useChangeRole, useRemovePerson } from '../../queries/people.ts';
import { ROLE_OPTIONS } from './role-options.ts';

export function PersonRow({ person, isMe }: { person: Person; isMe: boolean }) {
  const [opened, { open, close }] = useDisclosure(false);
  const change = useChangeRole();
  const remove = useRemovePerson();
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Text fw={600}>
          {person.name}{' '}
          {isMe ? (
            <Text span c="dimmed" fw={400}>
              (you)
            </Text>
          ) : null}
        </Text>
        <Text size="sm" c="dimmed">
          {person.email} · since {date(person.createdAt)}
        </Text>
        <FormProblem error={change.error} />
      </div>
      {/* Whoever took the owner's role from themselves could not give it back. */}
      {isMe ? (
        <Text c="dimmed">{ROLE_NAMES[person.role]}</Text>
      ) : (
        <Group gap="xs" wrap="nowrap">
          <Select
            aria-label={`Role of ${person.name}`}
            data={ROLE_OPTIONS}
            value={person.role}
            allowDeselect={false}
            disabled={change.isPending}
            onChange={(role) => role !== null && change.mutate({ id: person.id, role: role as Role })}
            w={170}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            onClick={open}
            aria-label={`Remove ${person.name}`}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      )}
      <Confirm
        opened={opened}
        close={close}
        title={`Remove ${person.name}?`}
        deed="Remove person"
        run={async () => {
          await remove.mutateAsync(person.id);
          notifications.show({ message: `${person.name} cannot sign in any more.`, color: 'glass' });
        }}
      >
        The account, its sessions and the API keys made with it stop working at once.
      </Confirm>
    </li>
  );
}
