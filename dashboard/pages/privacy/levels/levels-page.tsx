import { Card, List, ThemeIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Site } from '../../../../api/contract.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { usePrivacy } from '../../../queries/privacy.ts';
import { Levels } from './levels.tsx';

/** What each level of the gate keeps, and what none of them does. */
export function LevelsPage({ site }: { site: Site }) {
  const privacy = usePrivacy(site.id);
  return (
    <Page
      title="What is stored"
      lead="Every event passes one gate before anything is stored. The gate gives it one of four levels, and nothing later can raise it."
      demo={site.demo}
    >
      {privacy.isPending ? <Loading rows={2} height={220} /> : null}
      {privacy.isError && !privacy.data ? <Problem error={privacy.error} retry={privacy.refetch} /> : null}
      {privacy.data ? (
        <>
          <Section title="Four levels">
            <Levels levels={privacy.data.levels} />
          </Section>
          <Section title="Never stored" lead="At no level, under no policy.">
            <Card>
              <List
                spacing={8}
                icon={
                  <ThemeIcon size={20} radius="xl" variant="light" color="gray" aria-hidden="true">
                    <IconX size={13} />
                  </ThemeIcon>
                }
              >
                {privacy.data.never.map((each) => (
                  <List.Item key={each}>{each}</List.Item>
                ))}
              </List>
            </Card>
          </Section>
        </>
      ) : null}
    </Page>
  );
}
