import { ActionIcon, Group, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import type { ListedRule } from '../../../api/contract-rules.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { MoveButtons } from '../../parts/move-buttons.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import classes from '../../parts/rows.module.css';
import { tellSaved } from '../../parts/tell-saved.ts';
import { TextLink } from '../../parts/text-link.tsx';
import { count } from '../../parts/time.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useRemoveRule, useSwitchRule } from '../../queries/rules.ts';

interface RuleCardProps {
  siteId: number;
  rule: ListedRule;
  edits: boolean;
  isFirst: boolean;
  isLast: boolean;
  move: (by: -1 | 1) => void;
}

export function RuleCard({ siteId, rule, edits, isFirst, isLast, move }: RuleCardProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const href = useSiteHref();
  const turn = useSwitchRule(siteId);
  const remove = useRemoveRule(siteId);
  const { id, title, active, removed } = rule;
  return (
    <li className={classes.row} data-testid="rule-card">
      <div className={classes.about}>
        <TextLink href={href(`/rules/${id}`)} fw={600}>
          {title}
        </TextLink>
        <Text>{rule.sentence}.</Text>
        <Text size="sm" c="dimmed">
          {count(rule.windows, 'window')} in 30 days · stays open {count(rule.stayOpenDays, 'day')} ·{' '}
          {rule.coolDownDays === 0 ? 'no cool-down' : `cool-down ${count(rule.coolDownDays, 'day')}`}
          {active || removed ? '' : ' · off'}
        </Text>
        <RefusalNote error={turn.error} />
      </div>
      {edits ? (
        <Group gap={4} wrap="nowrap">
          <Switch
            checked={active}
            disabled={turn.isPending}
            aria-label={`${title} is on`}
            mr="xs"
            onChange={(event) =>
              turn.mutate(
                { id, active: event.currentTarget.checked },
                { onSuccess: (saved) => tellSaved(`${title} is ${active ? 'off' : 'on'}.`, saved) },
              )
            }
          />
          <MoveButtons name={title} isFirst={isFirst} isLast={isLast} move={move} />
          <ActionIcon variant="subtle" color="red" size="lg" onClick={open} aria-label={`Remove ${title}`}>
            <IconTrash size={18} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ) : null}
      <Confirm
        opened={opened}
        close={close}
        title={`Remove the rule ${title}?`}
        deed="Remove rule"
        run={async () => tellSaved(`${title} was removed.`, await remove.mutateAsync(id))}
      >
        It can not be switched on again. Its windows and alerts, and every version of it, stay to be read.
      </Confirm>
    </li>
  );
}
