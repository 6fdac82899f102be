import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEyeOff, IconHelpCircle } from '@tabler/icons-react';
import type { Alert } from '../../../api/contract.ts';
import { DemoBadge } from '../../parts/demo-badge.tsx';
import { OrganizationFacts } from '../../parts/organization-facts.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { evidenceText, RELATION_NAMES } from '../../parts/words.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useMe } from '../../queries/session.ts';
import { ExcludeModal } from '../corrections/exclude-modal.tsx';
import { MatchMenu } from '../corrections/match-menu.tsx';
import { AlertActions } from './alert-actions.tsx';
import classes from './alert-card.module.css';
import { AlertHistory } from './alert-history.tsx';
import { AlertStateBadge } from './alert-state.tsx';
import { routedWords } from './routed-words.ts';
import { type AlertDeeds, useAlertDeeds } from './use-alert-deeds.ts';
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
  const deeds = useAlertDeeds(alert);
  const { rule, also = [] } = alert;
  return (
    <Card
      component="li"
      className={classes.card}
      // Keys move the focus here; nobody tabs to it.
      tabIndex={-1}
      data-testid="alert-card"
      data-alert-id={alert.id}
      data-state={alert.state}
      data-fresh={isFresh || undefined}
    >
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        {withOrganization ? <Organization alert={alert} /> : <Title order={3}>{rule.title}</Title>}
        <AlertStateBadge state={alert.state} />
      </Group>

      <Text mt="sm">
        {withOrganization ? <strong>{rule.title}: </strong> : null}
        {rule.sentence}.
      </Text>
      <Group gap={6} mt="xs" component="ul" className="plain-list" aria-label="What was seen">
        {alert.evidence.map((each) => (
          <Badge key={`${each.kind} ${each.topic}`} component="li" size="lg">
            {evidenceText(each)}
          </Badge>
        ))}
      </Group>
      {also.length > 0 ? (
        <Text size="sm" mt="xs">
          Also: {also.map(({ title }) => title).join(', ')}
        </Text>
      ) : null}
      <AlertHistory alert={alert} />
      <Routed alert={alert} />

      <Group justify="space-between" mt="md" gap="sm">
        <AlertActions alert={alert} deeds={deeds} />
        <Group gap={4}>
          <Why alert={alert} />
          {withOrganization ? <Wrong alert={alert} deeds={deeds} /> : null}
        </Group>
      </Group>
    </Card>
  );
}

function Organization({ alert: { org, demo } }: { alert: Alert }) {
  const href = useSiteHref();
  return (
    <div>
      <Group gap="xs">
        <Title order={2}>
          <TextLink href={href(`/organizations/${org.id}`)} c="inherit" inherit>
            {org.name}
          </TextLink>
        </Title>
        {org.relation ? <Badge variant="outline">{RELATION_NAMES[org.relation]}</Badge> : null}
        {demo ? <DemoBadge /> : null}
      </Group>
      <OrganizationFacts domain={org.registrableDomain} country={org.country} kind={org.kind} />
    </div>
  );
}

/** To whom it went, and why to them. */
function Routed({ alert: { routed } }: { alert: Alert }) {
  const me = useMe().data?.name ?? '';
  return routed.map((each) => (
    <Text key={each.to} size="sm" c="dimmed" mt={4} data-testid="alert-routed">
      {routedWords(each, me)}
    </Text>
  ));
}

function Why({ alert }: { alert: Alert }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconHelpCircle size={17} aria-hidden="true" />}
        onClick={open}
        aria-haspopup="dialog"
      >
        Why am I seeing this?
      </Button>
      <WhyDrawer id={alert.id} opened={opened} close={close} />
    </>
  );
}

/** It is not them, or nobody wants them named: said of the organization first, then of the alert. */
function Wrong({ alert, deeds }: { alert: Alert; deeds: AlertDeeds }) {
  const [opened, { open, close }] = useDisclosure(false);
  const me = useMe();
  const { judge, takeBack } = deeds;
  return (
    <>
      <MatchMenu
        organization={alert.org}
        label="Wrong company?"
        excludes={false}
        followUp={{ said: () => judge('wrong_company'), takenBack: takeBack }}
      />
      <Button
        variant="subtle"
        leftSection={<IconEyeOff size={17} aria-hidden="true" />}
        onClick={open}
        aria-haspopup="dialog"
      >
        Exclude
      </Button>
      <ExcludeModal
        opened={opened}
        organization={alert.org}
        decides={me.data?.role === 'owner'}
        close={close}
        followUp={{ said: () => judge('excluded'), takenBack: takeBack }}
      />
    </>
  );
}
