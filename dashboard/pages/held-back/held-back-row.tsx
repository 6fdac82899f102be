import { Badge, Group, Text } from '@mantine/core';
import type { HeldBack } from '../../../api/contract-my-alerts.ts';
import { useTime } from '../../parts/clock.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { moment } from '../../parts/time.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import classes from './held-back.module.css';
import { isReason, REASON_NAMES, reasonSentence } from './held-back-words.ts';

export function HeldBackRow({ held }: { held: HeldBack }) {
  const time = useTime();
  const href = useSiteHref();
  return (
    <li className={classes.row} data-testid="held-back-row" data-reason={held.reason}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} component="div">
          <TextLink href={href(`/organizations/${held.org.id}`)} c="inherit" inherit>
            {held.org.name}
          </TextLink>
        </Text>
        {isReason(held.reason) ? <Badge variant="default">{REASON_NAMES[held.reason]}</Badge> : null}
      </Group>
      <Text mt={2}>{reasonSentence(held, time)}</Text>
      <Text size="sm" c="dimmed">
        Rule “{held.rule.title}” · {moment(held.at, time)}
      </Text>
    </li>
  );
}
