import { Alert, Button, Card, Group, Text } from '@mantine/core';
import { IconHistoryOff, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me, Site } from '../../../../api/contract.ts';
import type { PolicyPage, PolicyVersion } from '../../../../api/contract-privacy.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { dateAndClock } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { usePreview, useVersions } from '../../../queries/policy.ts';
import { changesBetween } from '../draft/changes.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import { PolicyMatrix } from '../matrix/policy-matrix.tsx';
import { FactList } from '../plain/fact-list.tsx';
import { factOf, PART_TITLES, PARTS } from '../policy/facts.ts';
import { ChangeList } from '../review/change-list.tsx';
import { authors } from './versions.ts';

interface VersionPageProps {
  site: Site;
  me: Me;
  page: PolicyPage;
  number: number;
}

/** One version: what it said, how it differs from what is in force, and the way back to it. */
export function VersionPage({ site, me, page, number }: VersionPageProps) {
  const versions = useVersions(site.id);
  const href = useSiteHref();
  const version = versions.data?.find((each) => each.version === number);
  const back = (
    <Button variant="default" component={Link} href={href('/privacy/history')}>
      All versions
    </Button>
  );
  if (version) return <Shown site={site} me={me} page={page} version={version} back={back} />;
  return (
    <Page title={`Version ${number}`} actions={back}>
      {versions.isPending ? <Loading rows={2} height={240} /> : null}
      {versions.isError ? <Problem error={versions.error} retry={versions.refetch} /> : null}
      {versions.data ? (
        <Empty icon={IconHistoryOff} title="There is no such version">
          The history of {site.name} does not have it.
        </Empty>
      ) : null}
    </Page>
  );
}

interface ShownProps extends Omit<VersionPageProps, 'number'> {
  version: PolicyVersion;
  back: React.ReactNode;
}

function Shown({ site, me, page, version, back }: ShownProps) {
  const { active } = page;
  const inForce = version.version === active.version;
  const mayRestore = me.role === 'privacy_officer' && !inForce && !version.unreadable;
  // Asked of the server as if it were a draft: what would come of it with today's assessments and notice.
  const preview = usePreview(site.id, version.policy, active.version);
  const changes = changesBetween(active.policy, version.policy);
  return (
    <Page
      title={`Version ${version.version}`}
      lead={`${authors(version)} · ${dateAndClock(version.createdAt)}${inForce ? ' · in force' : ''}`}
      actions={
        <Group gap="sm">
          {back}
          {mayRestore && changes.length > 0 ? <Restore version={version} /> : null}
        </Group>
      }
    >
      <Text>{version.reason}</Text>
      {version.unreadable ? (
        <Alert color="orange" variant="light" title="Not all of it could be read">
          What is shown instead is the most private value.
        </Alert>
      ) : null}
      <Section
        title="Purposes and regions"
        lead={
          inForce
            ? 'Each cell has a legal basis and what comes of it.'
            : 'What would come of it today. Cells that differ from what is in force are marked.'
        }
      >
        <PolicyMatrix
          page={page}
          bases={version.policy.bases}
          outcomes={preview.data?.matrix ?? []}
          {...(inForce ? {} : { moved: preview.data?.change.cells ?? [] })}
        />
      </Section>
      <Section title="Everything else">
        <Card>
          <FactList
            facts={PARTS.map((part) => ({
              title: PART_TITLES[part],
              text: factOf(part, version.policy, page),
            }))}
          />
        </Card>
      </Section>
      {inForce ? null : (
        <Section
          title="Compared with what is in force"
          lead={`From version ${active.version} to version ${version.version}.`}
        >
          {changes.length === 0 ? (
            <Card>
              <Text c="dimmed">Nothing differs.</Text>
            </Card>
          ) : (
            <ChangeList changes={changes} page={page} />
          )}
        </Section>
      )}
    </Page>
  );
}

/** Fills the draft and goes to its review, as any other change. */
function Restore({ version }: { version: PolicyVersion }) {
  const { draft, restore } = useDraft();
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const href = useSiteHref();
  const run = async (): Promise<void> => {
    restore(version.version, version.policy);
    navigate(href('/privacy/review'));
  };
  return (
    <>
      <Button
        leftSection={<IconRestore size={17} aria-hidden="true" />}
        onClick={() => (draft ? setAsking(true) : void run())}
      >
        Restore as a new version
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title="Replace your draft?"
        deed="Replace draft"
        run={run}
      >
        You have a draft that is not saved. It would be replaced by the contents of version {version.version}.
      </Confirm>
    </>
  );
}
