import { Card, Code, Group, List, Stack, Text, Title } from '@mantine/core';
import type { PolicyPage, Simulation } from '../../../../api/contract-privacy.ts';
import { Loading } from '../../../parts/loading.tsx';
import { FactList } from '../plain/fact-list.tsx';
import { titleOf } from '../words.ts';
import { fieldsInWords, identifierInWords, LEVEL_TITLES, storageInWords } from './result-words.ts';
import classes from './simulator.module.css';

interface SimulationResultProps {
  /** Null until the first answer. */
  simulation: Simulation | null;
  page: PolicyPage;
  /** What the visit is held against, in words. */
  policy: string;
  /** A newer answer is on its way. */
  settling: boolean;
}

/** The gate's answer: level, what is kept and for how long, and every reason with its source. */
export function SimulationResult({ simulation, page, policy, settling }: SimulationResultProps) {
  if (!simulation) return <Loading rows={2} height={200} />;
  const { level, purposes, alert, storage, visitorId, fields, retention, regimes, reasons } = simulation;
  return (
    <Card className={classes.result} data-level={level} aria-busy={settling} data-testid="simulation">
      <Stack gap="md">
        <div>
          <Group justify="space-between" gap="xs" role="status">
            <Title order={2}>{LEVEL_TITLES[level]}</Title>
            <Code>{level}</Code>
          </Group>
          <Text size="sm" c="dimmed">
            {policy}
          </Text>
        </div>
        <FactList
          facts={[
            {
              title: 'For',
              text: purposes.map((purpose) => titleOf(page.purposes, purpose)).join('; ') || 'No purpose',
            },
            { title: 'Kept of it', text: fieldsInWords(fields) },
            { title: 'On the device', text: storageInWords(storage) },
            { title: 'Identifier', text: identifierInWords(visitorId) },
            {
              title: 'Kept for',
              text: level === 'DROP' ? `Only the count of refusals: ${retention}` : retention,
            },
            { title: 'Alert to sales', text: alert ? 'May feed one' : 'No' },
            {
              title: 'Laws that apply',
              text:
                regimes.length === page.regimes.length
                  ? 'All of them'
                  : regimes.map((regime) => titleOf(page.regimes, regime)).join('; '),
            },
          ]}
        />
        <div>
          <Title order={3} mb="xs">
            {reasons.length === 0 ? 'Nothing stands in the way' : 'Why not more'}
          </Title>
          {reasons.length === 0 ? (
            <Text size="sm" c="dimmed">
              Every purpose is allowed for this visit.
            </Text>
          ) : (
            <List listStyleType="none" spacing={10} className={classes.reasons}>
              {reasons.map(({ code, sentence, source }) => (
                <List.Item key={code}>
                  {sentence}
                  <Text size="xs" c="dimmed" component="span" display="block">
                    {source === '' ? null : <>{source} · </>}
                    <code>{code}</code>
                  </Text>
                </List.Item>
              ))}
            </List>
          )}
        </div>
      </Stack>
    </Card>
  );
}
