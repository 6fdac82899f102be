import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { Site } from '../../../../api/contract.ts';
import type { PolicyPage, PolicyProposal } from '../../../../api/contract-privacy.ts';
import { useTime } from '../../../parts/clock.tsx';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { ago, count } from '../../../parts/time.ts';
import { type ProposalDeed, usePreview } from '../../../queries/policy.ts';
import { changesBetween } from '../draft/changes.ts';
import { PolicyMatrix } from '../matrix/policy-matrix.tsx';
import { ChangeList } from '../review/change-list.tsx';
import { Effect } from '../review/effect.tsx';
import { DecideModal } from './decide-modal.tsx';
import classes from './proposal.module.css';

interface ProposalCardProps {
  site: Site;
  page: PolicyPage;
  proposal: PolicyProposal;
  /** Whether the reader is a privacy officer. */
  mayDecide: boolean;
}

/** A change that waits for a second officer, with all that it would do. */
export function ProposalCard({ site, page, proposal, mayDecide }: ProposalCardProps) {
  const time = useTime();
  const [deed, setDeed] = useState<ProposalDeed | null>(null);
  const { author, mine, reason, restores, createdAt, outdated, policy, change } = proposal;
  const changes = changesBetween(page.active.policy, policy);
  return (
    <Card
      component="section"
      aria-labelledby="proposal-title"
      className={classes.card}
      data-testid="proposal"
    >
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <IconUserQuestion size={22} className={classes.icon ?? ''} aria-hidden="true" />
            <div>
              <Title order={2} id="proposal-title">
                {mine ? 'Your proposal waits for a second officer' : `${author} asks for a second officer`}
              </Title>
              <Text size="sm" c="dimmed">
                {ago(createdAt, time)}
                {restores === null ? '' : ` · brings back version ${restores}`}
              </Text>
              <Text mt={4}>{reason}</Text>
            </div>
          </Group>
          {mayDecide ? (
            <Group gap="sm">
              {mine ? (
                <Button variant="default" onClick={() => setDeed('withdraw')}>
                  Withdraw
                </Button>
              ) : (
                <>
                  <Button variant="default" onClick={() => setDeed('decline')}>
                    Decline
                  </Button>
                  {outdated ? null : <Button onClick={() => setDeed('approve')}>Approve</Button>}
                </>
              )}
            </Group>
          ) : null}
        </Group>
        {outdated ? (
          <Text>
            Another version came into force since, so this can not be approved any more. What it would do is
            held against the version in force now.
          </Text>
        ) : null}
        {mine && !outdated ? (
          <Text size="sm" c="dimmed">
            Whoever wrote a change can not approve it. Another privacy officer finds it on this page.
          </Text>
        ) : null}
        <Effect change={change} />
        <Disclosure label={`Show ${count(changes.length, 'change')} and the matrix`}>
          <Stack>
            <ChangeList changes={changes} page={page} />
            <ProposedMatrix site={site} page={page} proposal={proposal} />
          </Stack>
        </Disclosure>
      </Stack>
      <DecideModal site={site} proposal={proposal} deed={deed} close={() => setDeed(null)} />
    </Card>
  );
}

function ProposedMatrix({ site, page, proposal }: Omit<ProposalCardProps, 'mayDecide'>) {
  const preview = usePreview(site.id, proposal.policy, page.active.version);
  if (preview.isError && !preview.data) return <Problem error={preview.error} retry={preview.refetch} />;
  return (
    <PolicyMatrix
      page={page}
      bases={proposal.policy.bases}
      outcomes={preview.data?.matrix ?? []}
      moved={proposal.change.cells}
    />
  );
}
