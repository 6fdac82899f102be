import { Text } from '@mantine/core';
import { useSiteHref } from '../queries/current-site.tsx';
import { usePolicy } from '../queries/policy.ts';
import { isOff } from './is-off.ts';
import { TextLink } from './text-link.tsx';

/** Why nothing is there, where no legal basis was ever chosen, as on every fresh site. Otherwise nothing. */
export function CollectionOff({ siteId }: { siteId: number }) {
  const { data } = usePolicy(siteId);
  const href = useSiteHref();
  if (!data || data.active.unreadable || !isOff(data.active.policy.bases)) return null;
  return (
    <Text c="var(--mantine-color-text)" mb="xs">
      This site is off until a privacy officer chooses a <TextLink href={href('/privacy')}>policy</TextLink>.
    </Text>
  );
}
