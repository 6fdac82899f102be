import { Button, Card, Stack, Text } from '@mantine/core';
import type { Correction, MatchQuality } from '../../../../api/contract-corrections.ts';
import { complain } from '../../../parts/complain.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import classes from '../../../parts/rows.module.css';
import { Section } from '../../../parts/section.tsx';
import { dateAndClock } from '../../../parts/time.ts';
import { useCorrections, useUndoCorrection } from '../../../queries/corrections.ts';
import { saidOf } from '../../corrections/correction-words.ts';

/** What people said about matches, on all sites, the newest first. */
export function CorrectionsSection({ counts }: { counts: MatchQuality['corrections'] }) {
  const corrections = useCorrections();
  const items = corrections.data?.pages.flatMap((page) => page.items) ?? [];
  const { notThem, is, isp, undone } = counts;
  return (
    <Section
      title="Corrections"
      lead={`In this time, on all sites: ${notThem} × not them, ${is} × somebody else, ${isp} × internet provider; ${undone} taken back.`}
    >
      {corrections.isPending ? <Loading rows={2} height={64} /> : null}
      {corrections.isError ? <Problem error={corrections.error} retry={corrections.refetch} /> : null}
      {corrections.isSuccess && items.length === 0 ? (
        <Card>
          <Text c="dimmed">
            Nobody has corrected a match yet. “Wrong match?” stands beside every organization.
          </Text>
        </Card>
      ) : null}
      {items.length > 0 ? (
        <Stack>
          <Card p={0}>
            <ul className="plain-list" aria-label="Corrections">
              {items.map((each) => (
                <CorrectionRow key={each.id} correction={each} />
              ))}
            </ul>
          </Card>
          {corrections.hasNextPage ? (
            <Button
              variant="default"
              onClick={() => void corrections.fetchNextPage()}
              loading={corrections.isFetchingNextPage}
            >
              Show older
            </Button>
          ) : null}
        </Stack>
      ) : null}
    </Section>
  );
}

function CorrectionRow({ correction }: { correction: Correction }) {
  const undo = useUndoCorrection();
  const { id, target, by, at, undone } = correction;
  return (
    <li className={classes.row} data-testid="correction-row">
      <div className={classes.about}>
        <Text fw={600}>
          {target.name} {saidOf(correction)}
        </Text>
        <Text size="sm" c="dimmed">
          {by}, {dateAndClock(at)}
          {undone ? ` · taken back by ${undone.by}, ${dateAndClock(undone.at)}` : ''}
        </Text>
      </div>
      {undone ? null : (
        <Button
          variant="default"
          size="xs"
          loading={undo.isPending}
          onClick={() => undo.mutateAsync(id).catch(complain)}
          aria-label={`Take back that ${target.name} ${saidOf(correction)}`}
        >
          Take it back
        </Button>
      )}
    </li>
  );
}
