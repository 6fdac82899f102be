import { Card, Stack, Text, Title } from '@mantine/core';
import type { PolicyPage, Purpose } from '../../../../api/contract-privacy.ts';
import { groupsOf, type OutcomeGroup } from '../matrix/cells.ts';
import { OutcomeSign } from '../matrix/outcome-sign.tsx';
import { titleOf } from '../words.ts';
import classes from './plain.module.css';

/** The policy for those who work with what it lets through: each purpose, where it happens and where it does not. */
export function PlainPolicy({ page }: { page: PolicyPage }) {
  return (
    <Stack gap="sm" component="ul" className="plain-list" aria-label="Purposes">
      {page.purposes.map(({ id, title, description }) => (
        <Card key={id} component="li" data-purpose={id}>
          <Title order={3}>{title}</Title>
          <Text size="sm" c="dimmed">
            {description}
          </Text>
          <ul className={`plain-list ${classes.groups}`}>
            {groupsOf(page.matrix, id as Purpose).map((group) => (
              <li key={`${group.outcome} ${group.regimes.join()}`} className={classes.group}>
                <OutcomeSign outcome={group.outcome} size={18} />
                <div>
                  <Text fw={550}>{headline(group, page)}</Text>
                  <Text size="sm">{places(group, page)}</Text>
                  {group.reasons.length > 0 ? (
                    <Text size="sm" c="dimmed">
                      {group.reasons.join(' ')}
                    </Text>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Stack>
  );
}

function headline({ outcome, basis }: OutcomeGroup, { bases }: PolicyPage): string {
  if (outcome === 'never') return 'Does not happen';
  const on = titleOf(bases, basis);
  return outcome === 'always' ? `Happens without asking, on: ${on}` : `Happens only after the visitor agreed`;
}

function places({ regimes }: OutcomeGroup, page: PolicyPage): string {
  if (regimes.length === page.regimes.length) return 'Everywhere';
  return regimes.map((regime) => titleOf(page.regimes, regime)).join('; ');
}
