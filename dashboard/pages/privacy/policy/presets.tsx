import { Button, Card, Text, Title } from '@mantine/core';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { offerUndo } from '../../../parts/offer-undo.tsx';
import { useDraft } from '../draft/draft-provider.tsx';
import classes from './policy.module.css';

/** Starting points. One fills the matrix of the draft; the rest of the draft stays, and nothing comes into force. */
export function Presets({ page }: { page: PolicyPage }) {
  const { draft, policy, edit, resume, discard } = useDraft();
  const fill = ({ title, bases }: PolicyPage['presets'][number]): void => {
    edit({ ...policy, bases });
    offerUndo({
      id: 'preset',
      text: `The draft’s matrix is filled from “${title}”. Change what you like.`,
      undo: () => (draft ? resume(draft) : discard()),
    });
  };
  return (
    <ul className={`plain-list ${classes.presets}`} aria-label="Starting points">
      {page.presets.map((preset) => (
        <Card key={preset.id} component="li" className={classes.preset}>
          <div>
            <Title order={3}>{preset.title}</Title>
            <Text size="sm" c="dimmed" mt={4}>
              {preset.description}
            </Text>
          </div>
          <Button
            variant="default"
            size="xs"
            onClick={() => fill(preset)}
            aria-label={`Fill the draft: ${preset.title}`}
          >
            Fill the draft
          </Button>
        </Card>
      ))}
    </ul>
  );
}
