import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconPower } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me, Site } from '../../../../api/contract.ts';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { SwitchModal, type SwitchOrder } from './switch-modal.tsx';

/** The kill switch, for the site and for all. Switching on again is the banner's. */
export function SwitchButton({ site, me, page }: { site: Site; me: Me; page: PolicyPage }) {
  const [order, setOrder] = useState<SwitchOrder | null>(null);
  if (me.role === 'sales') return null;
  const here = !page.active.policy.killed;
  const everywhere = page.killedEverywhere === null;
  return (
    <>
      {here || everywhere ? (
        <Menu position="bottom-end" width={280} shadow="md">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconPower size={17} aria-hidden="true" />}
              rightSection={<IconChevronDown size={15} aria-hidden="true" />}
            >
              Switch off
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {here ? (
              <Menu.Item onClick={() => setOrder({ everywhere: false, killed: true })}>
                {site.name}
                <Text size="xs" c="dimmed">
                  Collect nothing on this site
                </Text>
              </Menu.Item>
            ) : null}
            {everywhere ? (
              <Menu.Item onClick={() => setOrder({ everywhere: true, killed: true })}>
                All sites
                <Text size="xs" c="dimmed">
                  Collect nothing anywhere
                </Text>
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <SwitchModal site={site} order={order} close={() => setOrder(null)} />
    </>
  );
}
