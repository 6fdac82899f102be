import { List, Text } from '@mantine/core';
import { IconAppWindow } from '@tabler/icons-react';
import type { Site } from '../../../api/contract.ts';
import { CollectionOff } from '../../parts/collection-off.tsx';
import { Empty } from '../../parts/empty.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useRules } from '../../queries/rules.ts';

const TITLES: Readonly<Record<string, string>> = {
  open: 'No window is open',
  acknowledged: 'Nobody is on anything',
  snoozed: 'Nothing is snoozed',
  closed: 'No window has closed yet',
  all: 'No window has opened yet',
};

/** Of lists that only people fill. */
const WHAT: Readonly<Record<string, string>> = {
  acknowledged: 'Windows that somebody takes care of are listed here.',
  snoozed: 'Windows that somebody puts off are listed here, until they come back.',
  closed: 'Windows whose time is over, and those that somebody found not relevant, are listed here.',
};

/** Says what would have to happen, so that an empty list does not look like a broken one. */
export function NoWindows({ site, filter }: { site: Site; filter: string }) {
  const active = (useRules(site.id).data ?? []).filter((rule) => rule.active);
  const href = useSiteHref();
  return (
    <Empty icon={IconAppWindow} title={TITLES[filter] ?? 'No windows'}>
      <CollectionOff siteId={site.id} />
      {WHAT[filter] ? (
        <Text>{WHAT[filter]}</Text>
      ) : active.length > 0 ? (
        <>
          <Text>The next one appears here by itself, as soon as one of these rules is fulfilled:</Text>
          <List mt="xs" ta="left" size="sm" aria-label="Rules of this site">
            {active.map((rule) => (
              <List.Item key={rule.id}>{rule.sentence}</List.Item>
            ))}
          </List>
        </>
      ) : (
        <Text>
          This site has no rules yet. Meanwhile,{' '}
          <TextLink href={href('/organizations')}>Organizations</TextLink> shows who was here.
        </Text>
      )}
    </Empty>
  );
}
