import { Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import { offerUndo } from '../../../parts/offer-undo.tsx';
import { count } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { useDraft } from '../draft/draft-provider.tsx';
import classes from './policy.module.css';

/** Says that there is a draft, and leads to its review. Nothing of it is in force. */
export function DraftBar() {
  const { draft, changes, discard, resume } = useDraft();
  const href = useSiteHref();
  if (!draft) return null;
  return (
    <section className={classes.bar} aria-label="Draft" data-testid="draft-bar">
      <div>
        <Text fw={600} role="status">
          {draft.restores === null
            ? `Draft: ${count(changes.length, 'change')}`
            : `Draft: version ${draft.restores} again, ${count(changes.length, 'change')}`}
        </Text>
        <Text size="xs" c="dimmed">
          Nothing of it is in force yet.
        </Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() => {
            discard();
            offerUndo({
              id: 'draft-discarded',
              text: `The draft with ${count(changes.length, 'change')} is discarded.`,
              undo: () => resume(draft),
            });
          }}
        >
          Discard
        </Button>
        <Button component={Link} href={href('/privacy/review')}>
          Review {count(changes.length, 'change')}
        </Button>
      </Group>
    </section>
  );
}
