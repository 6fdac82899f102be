import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconArrowsSplit } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { count } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { inWords } from '../draft/change-words.ts';
import { changesBetween } from '../draft/changes.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import { conflicts } from '../draft/lay-over.ts';

/** Another officer was faster. Nothing is lost: it says what they changed, and joins both on request. */
export function DraftOutdated({ page }: { page: PolicyPage }) {
  const { draft, changes, outdated, layOverNewest } = useDraft();
  const href = useSiteHref();
  if (!draft || !outdated) return null;
  const { active } = page;
  const theirs = changesBetween(draft.base, active.policy);
  const both = conflicts(draft, active.policy);
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconArrowsSplit />}
      role="alert"
      title={`${active.author} brought version ${active.version} into force while you were at work`}
    >
      <Stack gap="sm">
        <Text size="sm">
          Your draft with {count(changes.length, 'change')} is kept. It began from version {draft.baseVersion}
          . The reason given for version {active.version}: {active.reason}
        </Text>
        {theirs.length === 0 ? (
          <Text size="sm">Its contents are the same as those your draft began from.</Text>
        ) : (
          <div>
            <Text size="sm" fw={600}>
              What changed in it
            </Text>
            <List size="sm">
              {theirs.slice(0, 12).map((change) => {
                const { subject, before, after } = inWords(change, page);
                return (
                  <List.Item key={`${change.group} ${change.name}`}>
                    {subject}: {before} → {after}
                  </List.Item>
                );
              })}
              {theirs.length > 12 ? (
                <List.Item>and {count(theirs.length - 12, 'more change')}</List.Item>
              ) : null}
            </List>
          </div>
        )}
        {both.length > 0 ? (
          <div>
            <Text size="sm" fw={600}>
              Decided by both of you, where your draft would win
            </Text>
            <List size="sm">
              {both.map(({ mine, theirs: other }) => {
                const { subject, after } = inWords(mine, page);
                return (
                  <List.Item key={`${mine.group} ${mine.name}`}>
                    {subject}: {inWords(other, page).after} there, {after} in your draft
                  </List.Item>
                );
              })}
            </List>
          </div>
        ) : null}
        <Group gap="sm">
          <Button onClick={layOverNewest}>Lay my draft over version {active.version}</Button>
          <Button variant="default" component={Link} href={href(`/privacy/history/${active.version}`)}>
            Look at version {active.version}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
