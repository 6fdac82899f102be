import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelpCircle } from '@tabler/icons-react';
import type { Alert } from '../../../api/contract.ts';
import { useTime } from '../../parts/clock.tsx';
import { DemoBadge } from '../../parts/demo-badge.tsx';
import { OrganizationFacts } from '../../parts/organization-facts.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { ago, moment } from '../../parts/time.ts';
import { evidenceText } from '../../parts/words.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { MatchMenu } from '../corrections/match-menu.tsx';
import { AlertActions } from './alert-actions.tsx';
import classes from './alert-card.module.css';
import { AlertStateBadge } from './alert-state.tsx';
import { WhyDrawer } from './why-drawer.tsx';

interface AlertCardProps {
  alert: Alert;
  /** Whether it came while the page was open. */
  isFresh?: boolean;
  /** On an organization's own page its name would only repeat the heading. */
  withOrganization?: boolean;
}

/** One window: who, why, since when, and what a person can do with it. */
export function AlertCard({ alert, isFresh = false, withOrganization = true }: AlertCardProps) {
  const [why, { open, close }] = useDisclosure(false);
  const href = useSiteHref();
  const { org, rule } = alert;
  return (
    <Card
      component="li"
      className={classes.card}
      data-testid="alert-card"
      data-alert-id={alert.id}
      data-state={alert.state}
      data-fresh={isFresh || undefined}
    >
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <div>
          {withOrganization ? (
            <>
              <Group gap="xs">
                <Title order={2}>
                  <TextLink href={href(`/organizations/${org.id}`)} c="inherit" inherit>
                    {org.name}
                  </TextLink>
                </Title>
                {alert.demo ? <DemoBadge /> : null}
              </Group>
              <OrganizationFacts domain={org.registrableDomain} country={org.country} kind={org.kind} />
            </>
          ) : (
            <Title order={3}>{rule.title}</Title>
          )}
        </div>
        <AlertStateBadge state={alert.state} />
      </Group>

      <Group gap={6} mt="sm" component="ul" className="plain-list" aria-label="What was seen">
        {alert.evidence.map((each) => (
          <Badge key={`${each.kind} ${each.topic}`} component="li" size="lg">
            {evidenceText(each)}
          </Badge>
        ))}
      </Group>
      <Text mt="xs">
        {withOrganization ? <strong>{rule.title}: </strong> : null}
        {rule.sentence}.
      </Text>
      <Times alert={alert} />

      <Group justify="space-between" mt="md" gap="sm">
        <AlertActions alert={alert} />
        <Group gap={4}>
          <Button
            variant="subtle"
            leftSection={<IconHelpCircle size={17} aria-hidden="true" />}
            onClick={open}
            aria-haspopup="dialog"
          >
            Why am I seeing this?
          </Button>
          {withOrganization ? <MatchMenu organization={org} /> : null}
        </Group>
      </Group>
      <WhyDrawer alert={alert} opened={why} close={close} />
    </Card>
  );
}

function Times({ alert }: { alert: Alert }) {
  const time = useTime();
  const { state, openedAt, expiresAt, acknowledgedBy, acknowledgedAt, snoozedUntil } = alert;
  const parts = [`Opened ${moment(openedAt, time)} (${ago(openedAt, time)})`];
  if (state === 'acknowledged' && acknowledgedBy !== null) {
    parts.push(
      `acknowledged by ${acknowledgedBy}${acknowledgedAt ? `, ${moment(acknowledgedAt, time)}` : ''}`,
    );
  }
  if (state === 'snoozed' && snoozedUntil !== null) parts.push(`snoozed until ${moment(snoozedUntil, time)}`);
  parts.push(
    state === 'closed' ? `closed ${moment(expiresAt, time)}` : `closes by itself ${moment(expiresAt, time)}`,
  );
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {parts.join(' · ')}
    </Text>
  );
}
