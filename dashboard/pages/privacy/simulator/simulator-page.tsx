import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Site } from '../../../../api/contract.ts';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { Page } from '../../../parts/page.tsx';
import { useSimulation } from '../../../queries/simulation.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import { DraftProblem } from '../policy/draft-problem.tsx';
import { SimulationResult } from './simulation-result.tsx';
import classes from './simulator.module.css';
import { VisitForm } from './visit-form.tsx';
import { EXAMPLES, ORDINARY } from './visits.ts';

/** What the gate would make of a visit that is made up, and every reason why. */
export function SimulatorPage({ site, page }: { site: Site; page: PolicyPage }) {
  const { draft } = useDraft();
  const [visit, setVisit] = useState(ORDINARY);
  const [onDraft, setOnDraft] = useState(draft !== null);
  const [asked] = useDebouncedValue(visit, 200);
  const policy = onDraft && draft ? draft.policy : null;
  const simulation = useSimulation(site.id, { ...asked, ...(policy ? { policy } : {}) });
  return (
    <Page
      title="Simulator"
      lead="Make up a visit and see what the gate would do with it. It is the gate that real visits pass; nothing is stored."
      demo={site.demo}
    >
      <Stack gap="xs">
        <Text size="sm" fw={600} id="examples">
          Examples
        </Text>
        <Group gap="xs" component="ul" className="plain-list" aria-labelledby="examples">
          {EXAMPLES.map((example) => (
            <li key={example.title}>
              <Button variant="default" size="xs" onClick={() => setVisit(example.visit)}>
                {example.title}
              </Button>
            </li>
          ))}
        </Group>
      </Stack>
      {draft ? (
        <SegmentedControl
          className="scroll-safe"
          aria-label="Held against"
          data={[
            { value: 'draft', label: 'Your draft' },
            { value: 'active', label: `Version ${page.active.version}, in force` },
          ]}
          value={onDraft ? 'draft' : 'active'}
          onChange={(value) => setOnDraft(value === 'draft')}
        />
      ) : null}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" className={classes.sides ?? ''}>
        <VisitForm visit={visit} page={page} change={setVisit} />
        <Stack gap="md">
          <DraftProblem error={simulation.error} />
          <SimulationResult
            simulation={simulation.data ?? null}
            page={page}
            policy={policy ? 'Your draft, as if its notice were published' : `Version ${page.active.version}`}
            settling={simulation.isFetching || asked !== visit}
          />
        </Stack>
      </SimpleGrid>
    </Page>
  );
}
