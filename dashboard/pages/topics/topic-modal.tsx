import { Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { tellSaved } from '../../parts/tell-saved.ts';
import { useSaveTopic } from '../../queries/topics.ts';
import type { EditedTopic } from './edited-topic.ts';
import { PagesTaken } from './pages-taken.tsx';

interface TopicModalProps {
  siteId: number;
  edited: EditedTopic | null;
  close: () => void;
}

export function TopicModal({ siteId, edited, close }: TopicModalProps) {
  return (
    <Modal
      opened={edited !== null}
      onClose={close}
      title={edited?.topic ? `Change ${edited.topic.label}` : 'New topic'}
    >
      {edited ? <TopicForm siteId={siteId} edited={edited} close={close} /> : null}
    </Modal>
  );
}

function TopicForm({ siteId, edited: { topic, body }, close }: TopicModalProps & { edited: EditedTopic }) {
  const [label, setLabel] = useState(body.label);
  const [kind, setKind] = useState(body.kind);
  const [text, setText] = useState((body.kind === 'pages' ? body.paths : body.campaigns).join('\n'));
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  const [paths] = useDebouncedValue(lines, 300);
  const save = useSaveTopic(siteId);
  const submit = (): void =>
    save.mutate(
      {
        id: topic?.id ?? null,
        body: {
          label,
          kind,
          paths: kind === 'pages' ? lines : [],
          campaigns: kind === 'campaign' ? lines : [],
        },
      },
      {
        onSuccess: (saved) => {
          close();
          tellSaved(`${label.trim()} is saved. It counts for visits from now on.`, saved);
        },
      },
    );
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          description="As it stands in alerts and in the public notice"
          maxLength={60}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          data-autofocus
        />
        {topic ? null : (
          <NativeSelect
            label="What it groups"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value === 'campaign' ? 'campaign' : 'pages')}
            data={[
              { value: 'pages', label: 'Pages, by their paths' },
              { value: 'campaign', label: 'A campaign, by utm_campaign' },
            ]}
          />
        )}
        <Textarea
          label={kind === 'pages' ? 'Paths, one a line' : 'Campaigns, one a line'}
          description={
            kind === 'pages'
              ? '/pricing is one page, /docs/* its children, /docs/** all below it'
              : 'spring-2026, or spring-* for all that begin so'
          }
          autosize
          minRows={3}
          maxRows={10}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {kind === 'pages' ? <PagesTaken siteId={siteId} topic={topic?.id ?? null} paths={paths} /> : null}
        <RefusalNote error={save.error} />
        <FormButtons cancel={close} busy={save.isPending}>
          Save topic
        </FormButtons>
      </Stack>
    </form>
  );
}
