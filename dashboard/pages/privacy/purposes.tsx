import { Alert, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconBan, IconCheck, IconShieldOff } from '@tabler/icons-react';
import type { PrivacyOverview } from '../../../api/contract.ts';
import { Section } from '../../parts/section.tsx';
import { dateAndClock } from '../../parts/time.ts';
import classes from './privacy.module.css';

/** The policy that applies: each purpose, whether it is allowed, and on which basis. */
export function Purposes({ policy }: { policy: PrivacyOverview['policy'] }) {
  const { version, purposes, changedAt, changedBy, reason } = policy;
  return (
    <Section
      title="Policy"
      lead={`Version ${version}, set by ${changedBy} on ${dateAndClock(changedAt)}. Reason given: ${reason}`}
    >
      <Stack gap="sm">
        {purposes.some((purpose) => purpose.allowed) ? null : (
          <Alert variant="light" color="orange" icon={<IconShieldOff />} title="Collection is off">
            No purpose is allowed, so nothing is collected on this site. Events that arrive are refused and
            only counted as such.
          </Alert>
        )}
        <Card p={0}>
          <ul className="plain-list">
            {purposes.map(({ purpose, title, allowed, basis }) => (
              <li key={purpose} className={classes.purpose} data-allowed={allowed}>
                <div>
                  <Title order={3}>{title}</Title>
                  <Text size="sm" c="dimmed">
                    {basis}
                  </Text>
                </div>
                <Group>
                  <Badge
                    size="lg"
                    variant={allowed ? 'light' : 'default'}
                    leftSection={
                      allowed ? (
                        <IconCheck size={14} aria-hidden="true" />
                      ) : (
                        <IconBan size={14} aria-hidden="true" />
                      )
                    }
                  >
                    {allowed ? 'Allowed' : 'Not allowed'}
                  </Badge>
                </Group>
              </li>
            ))}
          </ul>
        </Card>
      </Stack>
    </Section>
  );
}
