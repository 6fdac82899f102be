import { Button, Card } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import type { Me } from '../../../api/contract.ts';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { usePeople } from '../../queries/people.ts';
import { NewPersonModal } from './new-person-modal.tsx';
import { PersonRow } from './person-row.tsx';

export function PeopleSection({ me }: { me: Me }) {
  const people = usePeople();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Section
      title="People"
      actions={
        <Button leftSection={<IconUserPlus size={17} aria-hidden="true" />} onClick={open}>
          Add a person
        </Button>
      }
    >
      {people.isPending ? <Loading rows={3} height={64} /> : null}
      {people.isError && !people.data ? <Problem error={people.error} retry={people.refetch} /> : null}
      {people.data ? (
        <Card p={0}>
          <ul className="plain-list" aria-label="People">
            {people.data.map((person) => (
              <PersonRow key={person.id} person={person} isMe={person.id === me.id} />
            ))}
          </ul>
        </Card>
      ) : null}
      <NewPersonModal opened={opened} close={close} />
    </Section>
  );
}
