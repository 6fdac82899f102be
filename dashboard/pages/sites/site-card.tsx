import { Button, Card, Code, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { Link } from 'wouter';
import type { Site } from '../../../api/contract.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { date } from '../../parts/time.ts';
import { withQuery } from '../../queries/client.ts';
import { useRemoveSite } from '../../queries/sites.ts';

interface SiteCardProps {
  site: Site;
  mayRemove: boolean;
  edit: () => void;
}

export function SiteCard({ site, mayRemove, edit }: SiteCardProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useRemoveSite();
  return (
    <Card component="li">
      <Group justify="space-between" gap="md" align="flex-start">
        <div>
          <Title order={2}>{site.name}</Title>
          <Text c="dimmed">{site.domains.join(', ')}</Text>
          <Text size="sm" c="dimmed" mt={4}>
            Key <Code>{site.key}</Code> · added {date(site.createdAt)}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            component={Link}
            href={withQuery('/install', { site: site.id })}
            aria-label={`Install ${site.name}`}
          >
            Install
          </Button>
          <Button variant="default" onClick={edit} aria-label={`Edit ${site.name}`}>
            Edit
          </Button>
          {mayRemove ? (
            <Button variant="subtle" color="red" onClick={open} aria-label={`Delete ${site.name}`}>
              Delete
            </Button>
          ) : null}
        </Group>
      </Group>
      <Confirm
        opened={opened}
        close={close}
        title={`Delete ${site.name}?`}
        deed="Delete site and data"
        typed={site.name}
        run={async () => {
          await remove.mutateAsync(site.id);
          notifications.show({
            message: `${site.name} and everything collected for it is deleted.`,
            color: 'glass',
          });
        }}
      >
        Everything collected for this site is deleted: organizations, windows, counts and its policy. This
        cannot be undone.
      </Confirm>
    </Card>
  );
}
