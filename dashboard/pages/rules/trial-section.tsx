import { Button, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Stricter } from '../../../api/contract-rules.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Section } from '../../parts/section.tsx';
import { countryOptions } from '../../parts/words.ts';
import { useTryRule, type WrittenRule } from '../../queries/rules.ts';
import { draftKey, readDraft } from '../privacy/draft/stored-draft.ts';
import { TrialResult } from './trial-result.tsx';

interface TrialSectionProps {
  siteId: number;
  personId: string;
  rule: WrittenRule;
  id: string | null;
}

/** What the rule would have brought, before anybody saves it. */
export function TrialSection({ siteId, personId, rule, id }: TrialSectionProps) {
  const [choice, setChoice] = useState('');
  const [country, setCountry] = useState('DE');
  const trial = useTryRule(siteId);
  const draft = readDraft(sessionStorage, draftKey(personId, siteId));
  const stricter = (): Stricter | undefined => {
    if (choice === 'consented') return { kind: 'consented' };
    if (choice === 'without_country') return { kind: 'without_country', country };
    return choice === 'policy' && draft ? { kind: 'policy', policy: draft.policy } : undefined;
  };
  const run = (): void => {
    const asked = stricter();
    trial.mutate({ rule, days: 30, ...(id === null ? {} : { id }), ...(asked ? { stricter: asked } : {}) });
  };
  const isOld =
    trial.variables !== undefined && JSON.stringify(trial.variables.rule) !== JSON.stringify(rule);
  return (
    <Section
      title="Try on the last 30 days"
      lead="The same rules of counting that open windows now go over the past. Nobody is told."
    >
      <Card>
        <Stack>
          <Group align="flex-end" gap="sm">
            <NativeSelect
              label="What if privacy were stricter?"
              value={choice}
              onChange={(event) => setChoice(event.currentTarget.value)}
              data={[
                { value: '', label: 'As it was' },
                { value: 'consented', label: 'Only visits with consent' },
                { value: 'without_country', label: 'Without a country' },
                ...(draft ? [{ value: 'policy', label: 'Under my draft of the policy' }] : []),
              ]}
            />
            {choice === 'without_country' ? (
              <NativeSelect
                label="Country"
                value={country}
                onChange={(event) => setCountry(event.currentTarget.value)}
                data={countryOptions()}
              />
            ) : null}
            <Button variant="default" onClick={run} loading={trial.isPending}>
              Try it
            </Button>
          </Group>
          <RefusalNote error={trial.error} />
          {isOld ? (
            <Text size="sm" role="status">
              The rule was changed since. Try it again to see what it brings now.
            </Text>
          ) : null}
          {trial.data ? <TrialResult tried={trial.data} /> : null}
        </Stack>
      </Card>
    </Section>
  );
}
