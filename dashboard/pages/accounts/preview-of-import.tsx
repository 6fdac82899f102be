import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ImportPreview, PlannedAccount } from '../../../api/contract-accounts.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { count } from '../../parts/time.ts';
import { countryName } from '../../parts/words.ts';
import { RELATION_NAMES } from './relation-words.ts';

/** What a file would do. */
export function PreviewOfImport({ preview }: { preview: ImportPreview }) {
  const { added, changed, unchanged, refused, refusedCount, seen, ignoredColumns, sample } = preview;
  return (
    <Stack gap="xs" role="status">
      <Text fw={600}>
        {added} new, {changed} changed, {unchanged} as they are, {refusedCount} refused
      </Text>
      <Text size="sm" c="dimmed">
        {seen === 0
          ? 'None of them was seen on a site here so far.'
          : `${count(seen, 'account')} of the file ${seen === 1 ? 'was' : 'were'} seen on a site here.`}
      </Text>
      {ignoredColumns.length > 0 ? (
        <Text size="sm" c="dimmed">
          Not read: {ignoredColumns.join(', ')}
        </Text>
      ) : null}
      {refusedCount > 0 ? (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconAlertTriangle />}
          title={`${count(refusedCount, 'line')} can not be used`}
        >
          <List size="sm" mah={180} style={{ overflowY: 'auto' }}>
            {refused.map(({ line, reason }) => (
              <List.Item key={line}>
                Line {line}: {reason}
              </List.Item>
            ))}
          </List>
          {refusedCount > refused.length ? (
            <Text size="sm">And {refusedCount - refused.length} more.</Text>
          ) : null}
        </Alert>
      ) : null}
      {added > 0 ? (
        <Disclosure label="The first of the new">
          <Planned accounts={sample.added} />
        </Disclosure>
      ) : null}
      {changed > 0 ? (
        <Disclosure label="The first of the changed, as they would be">
          <Planned accounts={sample.changed} />
        </Disclosure>
      ) : null}
    </Stack>
  );
}

function Planned({ accounts }: { accounts: readonly PlannedAccount[] }) {
  return (
    <List size="sm">
      {accounts.map(({ line, name, domain, country, relation, watched, owner }) => (
        <List.Item key={line}>
          {[
            name,
            domain === name ? null : domain,
            countryName(country),
            relation && RELATION_NAMES[relation],
            watched ? 'watched' : null,
            owner && `owned by ${owner}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </List.Item>
      ))}
    </List>
  );
}
