import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import type { Site } from '../../../../api/contract.ts';
import type { PolicyPage, PolicyVersion } from '../../../../api/contract-privacy.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { clock, date, dayKey } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { useVersions } from '../../../queries/policy.ts';
import { authors, byDay } from './versions.ts';

/** Every version there ever was. Nothing is changed afterwards; an earlier one comes back as a new one. */
export function HistoryPage({ site, page }: { site: Site; page: PolicyPage }) {
  const versions = useVersions(site.id);
  return (
    <Page
      title="History"
      lead={`Every version of ${site.name}’s policy: who, when and why. None is ever changed or deleted.`}
      demo={site.demo}
    >
      {versions.isPending ? <Loading rows={4} height={96} /> : null}
      {versions.isError && !versions.data ? (
        <Problem error={versions.error} retry={versions.refetch} />
      ) : null}
      {byDay(versions.data ?? [], (time) => dayKey(time)).map(({ day, versions: ofDay }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <Title order={2} id={`day-${day}`} mb="sm">
            {date(ofDay[0]?.createdAt ?? day)}
          </Title>
          <Stack gap="sm" component="ul" className="plain-list">
            {ofDay.map((version) => (
              <Version
                key={version.version}
                version={version}
                inForce={version.version === page.active.version}
              />
            ))}
          </Stack>
        </section>
      ))}
    </Page>
  );
}

function Version({ version, inForce }: { version: PolicyVersion; inForce: boolean }) {
  const href = useSiteHref();
  return (
    <Card component="li" data-version={version.version}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={2} flex="1 1 260px">
          <Group gap="xs">
            <Title order={3}>Version {version.version}</Title>
            {inForce ? <Badge>In force</Badge> : null}
            {version.policy.killed ? <Badge color="red">Switched off</Badge> : null}
            {version.restores === null ? null : (
              <Badge color="gray">Brings back version {version.restores}</Badge>
            )}
            {version.alone ? <Badge color="gray">One officer</Badge> : null}
          </Group>
          <Text>{version.reason}</Text>
          <Text size="sm" c="dimmed">
            {clock(version.createdAt)} · {authors(version)}
          </Text>
        </Stack>
        <Button
          variant="default"
          component={Link}
          href={href(`/privacy/history/${version.version}`)}
          aria-label={
            inForce ? `View version ${version.version}` : `View and compare version ${version.version}`
          }
        >
          {inForce ? 'View' : 'View and compare'}
        </Button>
      </Group>
    </Card>
  );
}
