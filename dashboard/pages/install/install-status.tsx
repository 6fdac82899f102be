import { Card, Group, Loader, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Install } from '../../../api/contract.ts';
import { TextLink } from '../../parts/text-link.tsx';
import { count, date } from '../../parts/time.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import classes from './install-status.module.css';
import { type InstallState, installState } from './status-of.ts';

/** Turns from waiting to received by itself; says so when everything is refused. */
export function InstallStatus({ install }: { install: Install }) {
  const href = useSiteHref();
  const state = installState(install);
  const refusals = <TextLink href={href('/privacy/refusals')}>Refusals</TextLink>;
  const told: Record<InstallState, { icon: ReactNode; title: string; text: ReactNode }> = {
    waiting: {
      icon: <Loader size={26} aria-hidden="true" />,
      title: 'Waiting for the first event',
      text: 'Open a page with the snippet in a browser. This turns green by itself, usually within seconds.',
    },
    received: {
      icon: (
        <ThemeIcon color="teal.8" radius="xl" size={34} aria-hidden="true">
          <IconCheck size={20} />
        </ThemeIcon>
      ),
      title: 'Events arrive',
      text: (
        <>
          {count(install.accepted, 'event')} kept
          {install.firstSeenAt ? ` since ${date(install.firstSeenAt)}` : ''}
          {install.refused > 0 ? (
            <>
              ; {install.refused.toLocaleString('en-GB')} refused, for reasons shown under {refusals}
            </>
          ) : null}
          .
        </>
      ),
    },
    refused: {
      icon: (
        <ThemeIcon color="orange.8" radius="xl" size={34} aria-hidden="true">
          <IconShieldX size={20} />
        </ThemeIcon>
      ),
      title: 'The script works, but nothing is kept',
      text: (
        <>
          {count(install.refused, 'event')} arrived and {install.refused === 1 ? 'was' : 'were'} refused. That
          is how every fresh site starts: it is off until a privacy officer chooses a policy. {refusals} tells
          the reason of each.
        </>
      ),
    },
  };
  const { icon, title, text } = told[state];
  return (
    <Card className={classes.status} data-testid="install-status" data-status={state}>
      <Group wrap="nowrap" gap="md" align="flex-start">
        <div className={classes.icon}>{icon}</div>
        <div>
          <Text fw={600} fz="lg" role="status">
            {title}
          </Text>
          <Text c="dimmed" component="div">
            {text}
          </Text>
        </div>
      </Group>
    </Card>
  );
}
