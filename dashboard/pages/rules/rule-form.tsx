import { Alert, Button, Card, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import type { RuleItem, Topic } from '../../../api/contract-rules.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { tellSaved } from '../../parts/tell-saved.ts';
import { count } from '../../parts/time.ts';
import { ApiError } from '../../queries/client.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useSaveRule } from '../../queries/rules.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { conditionOf, editable } from './conditions.ts';
import { LiveSentence } from './live-sentence.tsx';
import { TrialSection } from './trial-section.tsx';

interface RuleFormProps {
  site: Site;
  me: Me;
  topics: readonly Topic[];
  /** The newest version; null for a new rule. */
  before: RuleItem | null;
  first: { title: string; condition: unknown; coolDownDays: number; stayOpenDays: number };
}

const days = (from: number, to: number, none: string) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    value: String(from + index),
    label: from + index === 0 ? none : count(from + index, 'day'),
  }));

export function RuleForm({ site, me, topics, before, first }: RuleFormProps) {
  const [title, setTitle] = useState(first.title);
  const [shown, setShown] = useState(() => editable(first.condition));
  const [coolDownDays, setCoolDown] = useState(first.coolDownDays);
  const [stayOpenDays, setStayOpen] = useState(first.stayOpenDays);
  const [, navigate] = useLocation();
  const href = useSiteHref();
  const save = useSaveRule(site.id);
  const edits = me.role !== 'sales' && !before?.removed && shown !== null;
  const condition = shown ? conditionOf(shown) : (first.condition as object);
  const rule = { title, condition, coolDownDays, stayOpenDays };
  const [settled] = useDebouncedValue(rule, 300);
  const isToldAbove = save.error instanceof ApiError && save.error.refused !== null && title.trim() !== '';
  const submit = (): void =>
    save.mutate(
      { rule, before },
      {
        onSuccess: (saved) => {
          tellSaved(`${title.trim()} is saved.`, saved);
          navigate(href('/rules'));
        },
      },
    );
  return (
    <>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Card>
          <Stack>
            <fieldset disabled={!edits} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
              <Stack>
                <TextInput
                  label="Title"
                  description="It stands above every alert. Say what was seen, not what it may mean."
                  maxLength={80}
                  value={title}
                  onChange={(event) => setTitle(event.currentTarget.value)}
                />
                {shown ? (
                  <ConditionEditor condition={shown} topics={topics} change={setShown} />
                ) : (
                  <Alert color="gray" title="This rule was made over the API">
                    Its groups stand deeper than this page can show as choices. It can be tried, read and
                    switched, and changed over the API.
                  </Alert>
                )}
                <Group gap="md" align="flex-start">
                  <NativeSelect
                    label="A window stays open"
                    description="after the last session on its topics"
                    value={String(stayOpenDays)}
                    onChange={(event) => setStayOpen(Number(event.currentTarget.value))}
                    data={days(1, 14, '')}
                  />
                  <NativeSelect
                    label="Cool-down"
                    description="after it closed, tell nothing new for"
                    value={String(coolDownDays)}
                    onChange={(event) => setCoolDown(Number(event.currentTarget.value))}
                    data={days(0, 30, 'none')}
                  />
                </Group>
              </Stack>
            </fieldset>
            <LiveSentence
              siteId={site.id}
              rule={title.trim() === '' ? { ...settled, title: 'Untitled' } : settled}
              of={before?.id ?? null}
            />
            {/* The sentence above tells of a refusal already, save that it forgives a title that is missing. */}
            <RefusalNote error={isToldAbove ? null : save.error} />
            {edits ? (
              <Group justify="flex-end" gap="sm">
                <Button type="submit" loading={save.isPending}>
                  Save rule
                </Button>
              </Group>
            ) : (
              <Text size="sm" c="dimmed">
                {me.role === 'sales' ? 'An owner or a privacy officer changes rules.' : ''}
              </Text>
            )}
          </Stack>
        </Card>
      </form>
      <TrialSection
        siteId={site.id}
        personId={me.id}
        rule={title.trim() === '' ? { ...rule, title: 'Untitled' } : rule}
        id={before?.id ?? null}
      />
    </>
  );
}
