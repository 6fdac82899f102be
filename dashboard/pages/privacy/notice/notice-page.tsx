import { Alert, Badge, Button, Card, CopyButton, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCopy, IconExternalLink, IconFileAlert } from '@tabler/icons-react';
import type { Me, Site } from '../../../../api/contract.ts';
import type { NoticeStatus } from '../../../../api/contract-privacy.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { FormProblem, Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { dateAndClock } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { useNotice, usePublishNotice } from '../../../queries/notice.ts';
import { NoticeText } from './notice-text.tsx';

/** What visitors read: as it would be published now, and how that differs from what is. */
export function NoticePage({ site, me }: { site: Site; me: Me }) {
  const notice = useNotice(site.id);
  return (
    <Page
      title="Notice"
      lead="Clearpane writes the notice from the policy and the rules as they are. Nothing is collected while the published notice says something else."
      demo={site.demo}
    >
      {notice.isPending ? <Loading rows={2} height={200} /> : null}
      {notice.isError && !notice.data ? <Problem error={notice.error} retry={notice.refetch} /> : null}
      {notice.data ? <Status site={site} me={me} notice={notice.data} /> : null}
      {notice.data ? (
        <Section
          title={isPublished(notice.data) ? 'What it says' : 'What would be published'}
          lead={
            notice.data.differs.length > 0 ? 'Sections that differ from the published notice are marked.' : ''
          }
        >
          <NoticeText sections={notice.data.live.sections} differs={notice.data.differs} />
        </Section>
      ) : null}
    </Page>
  );
}

const isPublished = ({ published, live }: NoticeStatus): boolean => published?.hash === live.hash;

const STATES: Readonly<Record<NoticeStatus['state'], { label: string; color: string; text: string }>> = {
  MISSING: {
    label: 'Not published',
    color: 'orange',
    text: 'The policy lets something be collected, and nobody is told. So nothing is collected.',
  },
  STALE: {
    label: 'Out of date',
    color: 'orange',
    text: 'The site would do something that the published notice does not describe. So nothing is collected.',
  },
  CURRENT: {
    label: 'Up to date',
    color: 'teal',
    text: 'The published notice describes what the site does.',
  },
};

function Status({ site, me, notice }: { site: Site; me: Me; notice: NoticeStatus }) {
  const { published, missing, live } = notice;
  const publish = usePublishNotice(site.id);
  const href = useSiteHref();
  const officer = me.role === 'privacy_officer';
  const idle = notice.state === 'CURRENT' && !isPublished(notice);
  const state = STATES[notice.state];
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <div>
            <Badge
              size="lg"
              color={idle ? 'gray' : state.color}
              c="var(--mantine-color-text)"
              data-testid="notice-state"
            >
              {idle ? 'None needed' : state.label}
            </Badge>
            <Text mt="xs">
              {idle
                ? 'Nothing may be collected, so there is nothing to tell. You can publish it all the same.'
                : state.text}
            </Text>
            <Text size="sm" c="dimmed">
              {published
                ? `Version ${published.version}, published by ${published.author} on ${dateAndClock(published.publishedAt)} for policy version ${published.policyVersion}`
                : 'None was published so far.'}
            </Text>
          </div>
          {officer && !isPublished(notice) ? (
            <Button
              disabled={missing.length > 0}
              loading={publish.isPending}
              onClick={() =>
                publish.mutate(live.hash, {
                  onSuccess: () =>
                    notifications.show({
                      color: 'glass',
                      withBorder: true,
                      message: 'The notice is published.',
                    }),
                })
              }
            >
              {published ? 'Publish this version' : 'Publish the notice'}
            </Button>
          ) : null}
        </Group>
        {missing.length > 0 ? (
          <Alert color="orange" variant="light" icon={<IconFileAlert />} title="Something is missing">
            <List size="sm" mb="xs">
              {missing.map((each) => (
                <List.Item key={each}>{each}</List.Item>
              ))}
            </List>
            <TextLink href={href('/privacy', { part: 'controller' })}>
              {officer ? 'Fill it in under Policy, Controller' : 'A privacy officer fills it in under Policy'}
            </TextLink>
          </Alert>
        ) : null}
        <FormProblem error={publish.error} />
        {published ? <PublicLink url={notice.url} /> : null}
      </Stack>
    </Card>
  );
}

/** Where visitors read it, to be linked from every page of the site. */
function PublicLink({ url }: { url: string }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        Public address
      </Text>
      <Group gap="sm">
        <Text component="a" href={url} target="_blank" rel="noreferrer" size="sm" c="var(--accent-text)">
          {url} <IconExternalLink size={14} aria-label="(opens in a new tab)" />
        </Text>
        <CopyButton value={url} timeout={2500}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-sm"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            >
              {copied ? 'Copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed">
        Link to it from every page of the site. Visitors object there with one click.
      </Text>
    </div>
  );
}
