import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Site } from '../../../api/contract.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { DemoBadge } from '../../parts/demo-badge.tsx';
import { useRemoveDemo } from '../../queries/sites.ts';

/** The demo site says what it is, and how to be rid of it. */
export function DemoNotice({ site, mayRemove }: { site: Site; mayRemove: boolean }) {
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useRemoveDemo();
  return (
    <Card component="section" aria-labelledby="demo-title">
      <Group justify="space-between" gap="md">
        <div>
          <Group gap="xs">
            <Title order={2} id="demo-title">
              {site.name}
            </Title>
            <DemoBadge />
          </Group>
          <Text c="dimmed" maw="64ch">
            A made-up website with made-up visits, to show how everything works. Removing it takes all of its
            data along and stops the visits; your own sites stay as they are.
          </Text>
        </div>
        {mayRemove ? (
          <Button variant="default" onClick={open}>
            Remove demo
          </Button>
        ) : null}
      </Group>
      <Confirm
        opened={opened}
        close={close}
        title="Remove the demo?"
        deed="Remove demo"
        run={async () => {
          await remove.mutateAsync();
          notifications.show({ message: 'The demo and all of its data are removed.', color: 'glass' });
        }}
      >
        The demo site, its visits, organizations and windows are deleted. It does not come back by itself.
      </Confirm>
    </Card>
  );
}
