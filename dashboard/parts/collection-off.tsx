import { Text } from '@mantine/core';
import { useSiteHref } from '../queries/current-site.tsx';
import { usePrivacy } from '../queries/privacy.ts';
import { TextLink } from './text-link.tsx';

/** Why nothing is there, where a site is still off, as every fresh one is. Otherwise nothing. */
export function CollectionOff({ siteId }: { siteId: number }) {
  const { data } = usePrivacy(siteId);
  const href = useSiteHref();
  if (!data || data.policy.purposes.some((purpose) => purpose.allowed)) return null;
  return (
    <Text c="var(--mantine-color-text)" mb="xs">
      This site is off until a privacy officer chooses a <TextLink href={href('/privacy')}>policy</TextLink>.
    </Text>
  );
}
