import { Card, List, ThemeIcon } from '@mantine/core';
import { IconShieldOff, IconX } from '@tabler/icons-react';
import type { PrivacyOverview, Site } from '../../../api/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { ApiError } from '../../queries/client.ts';
import { usePrivacy } from '../../queries/privacy.ts';
import { Levels } from './levels.tsx';
import { Purposes } from './purposes.tsx';
import { RefusalsSection } from './refusals-section.tsx';

/** What a site collects, on which basis, and what it turned away. For reading; nothing is changed here. */
export function PrivacyPage({ site }: { site: Site }) {
  const privacy = usePrivacy(site.id);
  const hasNoPolicy = privacy.error instanceof ApiError && privacy.error.code === 'no_policy';
  return (
    <Page
      title="Privacy"
      lead={`What Clearpane collects on ${site.name}, on which legal basis, and what it turned away.`}
      demo={site.demo}
    >
      {privacy.isPending ? <Loading rows={3} height={160} /> : null}
      {hasNoPolicy ? (
        <Empty icon={IconShieldOff} title="This site has no policy">
          So nothing is collected. A privacy officer chooses one.
        </Empty>
      ) : privacy.isError && !privacy.data ? (
        <Problem error={privacy.error} retry={privacy.refetch} />
      ) : null}
      {privacy.data ? <Overview site={site} overview={privacy.data} /> : null}
    </Page>
  );
}

function Overview({ site, overview }: { site: Site; overview: PrivacyOverview }) {
  return (
    <>
      <Purposes policy={overview.policy} />
      <Section
        title="Four levels"
        lead="Every event passes one gate before anything is stored. The gate gives it one of these levels, and nothing later can raise it."
      >
        <Levels levels={overview.levels} />
      </Section>
      <RefusalsSection site={site} />
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
            {overview.never.map((each) => (
              <List.Item key={each}>{each}</List.Item>
            ))}
          </List>
        </Card>
      </Section>
    </>
  );
}
