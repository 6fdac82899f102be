import { Alert, Text } from '@mantine/core';
import { IconWorldPin } from '@tabler/icons-react';
import type { PolicyBody } from '../../../../api/contract-privacy.ts';
import { isOff } from '../../../parts/is-off.ts';
import { TextLink } from '../../../parts/text-link.tsx';
import { useSiteHref } from '../../../queries/current-site.tsx';

/** A matrix that promises more than happens: without an establishment every law applies to every visit. */
export function AllLawsHint({ policy }: { policy: PolicyBody }) {
  const href = useSiteHref();
  if (isOff(policy.bases) || policy.establishments.length > 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconWorldPin />}
      mb="sm"
      title="No establishment is named, so all laws apply to every visit"
    >
      <Text size="sm">
        Each cell shows what its own law lets happen. Until you say{' '}
        <TextLink href={href('/privacy', { part: 'establishments' })} underline="always" inherit>
          where you are established
        </TextLink>
        , what one law forbids happens nowhere.
      </Text>
    </Alert>
  );
}
