import { Button, Card } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { moved } from '../../parts/moved.ts';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { Page } from '../../parts/page.tsx';
import { FormProblem, Problem } from '../../parts/problem.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useOrderRules, useRules } from '../../queries/rules.ts';
import { FloorSection } from './floor-section.tsx';
import { RuleCard } from './rule-card.tsx';
import { Templates } from './templates.tsx';

/** Every rule as its sentence, in the order that people set. */
export function RulesPage({ site, me }: { site: Site; me: Me }) {
  const href = useSiteHref();
  const rules = useRules(site.id);
  const order = useOrderRules(site.id);
  const edits = me.role !== 'sales';
  const current = (rules.data ?? []).filter(({ removed }) => !removed);
  const removed = (rules.data ?? []).filter((rule) => rule.removed);
  const ids = current.map(({ id }) => id);
  const move = (id: string, title: string, by: -1 | 1): void =>
    order.mutate(moved(ids, ids.indexOf(id), by), {
      onSuccess: () =>
        offerUndo({ id: 'rule-order', text: `${title} was moved.`, undo: () => order.mutate(ids) }),
    });
  return (
    <Page
      title="Rules"
      lead="What opens a window. Of rules that are fulfilled together, the first is told and the others join it."
      demo={site.demo}
      actions={
        edits ? (
          <Button component={Link} href={href('/rules/new')}>
            New rule
          </Button>
        ) : undefined
      }
    >
      {rules.isPending ? <Loading rows={3} height={110} /> : null}
      {rules.isError && !rules.data ? <Problem error={rules.error} retry={rules.refetch} /> : null}
      <FormProblem error={order.error} />
      {rules.data && current.length === 0 ? (
        <Empty icon={IconListCheck} title="No rule yet">
          {edits
            ? 'Begin with one of the usual rules below, try it on the last 30 days, and save it.'
            : 'An owner or a privacy officer makes rules. Until then no window opens.'}
        </Empty>
      ) : null}
      {current.length > 0 ? (
        <Card p={0}>
          <ol className="plain-list" aria-label="Rules in their order">
            {current.map((rule, index) => (
              <RuleCard
                key={rule.id}
                siteId={site.id}
                rule={rule}
                edits={edits}
                isFirst={index === 0}
                isLast={index === current.length - 1}
                move={(by) => move(rule.id, rule.title, by)}
              />
            ))}
          </ol>
        </Card>
      ) : null}
      {edits ? <Templates siteId={site.id} /> : null}
      <FloorSection siteId={site.id} me={me} />
      {removed.length > 0 ? (
        <Disclosure label={`Removed rules (${removed.length})`}>
          <Card p={0}>
            <ul className="plain-list" aria-label="Removed rules">
              {removed.map((rule) => (
                <RuleCard
                  key={rule.id}
                  siteId={site.id}
                  rule={rule}
                  edits={false}
                  isFirst
                  isLast
                  move={() => {}}
                />
              ))}
            </ul>
          </Card>
        </Disclosure>
      ) : null}
    </Page>
  );
}
