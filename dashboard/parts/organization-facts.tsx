import { Text } from '@mantine/core';
import { countryName, kindName } from './words.ts';

interface Facts {
  domain: string;
  country: string;
  kind: string;
}

/** "example.org · United Kingdom · Business": what is known, and nothing where nothing is. */
export function OrganizationFacts({ domain, country, kind }: Facts) {
  const facts = [domain, countryName(country), kindName(kind)].filter((fact) => fact !== '');
  return (
    <Text size="sm" c="dimmed">
      {facts.join(' · ')}
    </Text>
  );
}
