import { Card } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { TextLink } from '../../../parts/text-link.tsx';
import { dateAndClock } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import classes from './policy.module.css';

const NOTICES = { MISSING: 'Not published', STALE: 'Out of date', CURRENT: 'Up to date' };

const WITHOUT_NOTICE = {
  MISSING: 'Nothing: no notice',
  STALE: 'Nothing: the notice is out of date',
  CURRENT: '',
};

/** What is in force, in three lines: whether anything is collected, under which version, told by which notice. */
export function PolicyStatus({ page }: { page: PolicyPage }) {
  const href = useSiteHref();
  const { active, notice, matrix, killedEverywhere } = page;
  const open = matrix.some(({ outcome }) => outcome !== 'never');
  const off = active.policy.killed || killedEverywhere !== null;
  return (
    <Card>
      <dl className={classes.status}>
        <div>
          <dt>Collection</dt>
          {off || notice !== 'CURRENT' || !open ? (
            <Fact good={false}>
              {off ? 'Switched off' : open ? WITHOUT_NOTICE[notice] : 'Nothing is allowed'}
            </Fact>
          ) : (
            <Fact good>On, where the matrix allows it</Fact>
          )}
        </div>
        <div>
          <dt>In force</dt>
          <dd>
            <span>
              <TextLink href={href('/privacy/history')} underline="always">
                Version {active.version}
              </TextLink>
              , by {active.author}, {dateAndClock(active.createdAt)}
            </span>
          </dd>
        </div>
        <div>
          <dt>Notice</dt>
          <Fact good={open ? notice === 'CURRENT' : null}>
            <TextLink href={href('/privacy/notice')}>{open ? NOTICES[notice] : 'None needed'}</TextLink>
          </Fact>
        </div>
      </dl>
    </Card>
  );
}

function Fact({ good, children }: { good: boolean | null; children: ReactNode }) {
  const Sign = good === null ? IconMinus : good ? IconCheck : IconAlertTriangle;
  return (
    <dd data-good={good}>
      <Sign size={17} aria-hidden="true" />
      <span>{children}</span>
    </dd>
  );
}
