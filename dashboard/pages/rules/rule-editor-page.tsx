import { Anchor, Text } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useRuleVersions, useTemplates } from '../../queries/rules.ts';
import { useTopics } from '../../queries/topics.ts';
import { freshPart } from './conditions.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleHistory } from './rule-history.tsx';

interface RuleEditorPageProps {
  site: Site;
  me: Me;
  /** `new`, or the id of a rule. */
  id: string;
}

/** A rule as a sentence with choices in it. */
export function RuleEditorPage({ site, me, id }: RuleEditorPageProps) {
  const isNew = id === 'new';
  const [parameters] = useSearchParams();
  const href = useSiteHref();
  const topics = useTopics(site.id);
  const templates = useTemplates(site.id);
  const versions = useRuleVersions(site.id, isNew ? null : id);
  const newest = versions.data?.versions[0] ?? null;
  const template = templates.data?.find((each) => each.id === parameters.get('template'))?.rule;
  const error = topics.error ?? templates.error ?? (isNew ? null : versions.error);
  const isReady = topics.data && templates.data && (isNew || newest);
  return (
    <Page
      title={isNew ? 'New rule' : (newest?.title ?? 'Rule')}
      lead="A rule asks for what was seen of an organization. It tells a person, and nothing else follows from it."
      demo={site.demo}
      actions={
        <Anchor component={Link} href={href('/rules')}>
          All rules
        </Anchor>
      }
    >
      {error ? <Problem error={error} /> : null}
      {!error && !isReady ? <Loading rows={3} height={120} /> : null}
      {isReady && topics.data ? (
        <RuleForm
          key={newest ? `${newest.id} ${newest.version}` : 'new'}
          site={site}
          me={me}
          topics={topics.data}
          before={newest}
          first={
            newest ??
            template ?? {
              title: '',
              condition: freshPart('sessions', topics.data),
              coolDownDays: 7,
              stayOpenDays: 1,
            }
          }
        />
      ) : null}
      {newest?.removed ? <Text c="dimmed">This rule was removed. It stays to be read.</Text> : null}
      {versions.data && !isNew ? <RuleHistory versions={versions.data.versions} /> : null}
    </Page>
  );
}
