import { Select } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { DemoBadge } from '../parts/demo-badge.tsx';
import { useCurrentSite, useGoToSite } from '../queries/current-site.tsx';
import { pageAt } from './pages.ts';

/** Chooses the site that the pages show. */
export function SiteSwitcher() {
  const { sites, site } = useCurrentSite();
  const goTo = useGoToSite();
  const [path] = useLocation();
  if (!site) return null;
  return (
    <Select
      aria-label="Site"
      data={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(site.id)}
      // An organization of one site may be unknown to the other, so its page gives way to the list.
      onChange={(value) => value !== null && goTo(pageAt(path)?.path ?? path, Number(value))}
      allowDeselect={false}
      leftSection={<IconWorld size={16} aria-hidden="true" />}
      {...(site.demo ? { rightSection: <DemoBadge />, rightSectionWidth: 66 } : {})}
      w={270}
      maw="100%"
      comboboxProps={{ withinPortal: true }}
    />
  );
}
