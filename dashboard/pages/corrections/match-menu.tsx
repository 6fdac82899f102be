import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconBuildingOff,
  IconDots,
  IconEyeOff,
  IconFlag,
  IconReplace,
  IconRouter,
} from '@tabler/icons-react';
import { useState } from 'react';
import { complain } from '../../parts/complain.tsx';
import { useMe } from '../../queries/session.ts';
import { ExcludeModal } from './exclude-modal.tsx';
import { ThisIsModal } from './this-is-modal.tsx';
import { type FollowUp, useCorrection } from './use-correction.tsx';

interface MatchMenuProps {
  organization: { id: string; name: string };
  /** In a row there is room for a picture only. */
  compact?: boolean;
  label?: string;
  /** Whether it offers to exclude as well. */
  excludes?: boolean;
  followUp?: FollowUp;
}

/** Wrong company? Two clicks say so, wherever an organization is shown. */
export function MatchMenu({
  organization,
  compact = false,
  label = 'Wrong match?',
  excludes = true,
  followUp,
}: MatchMenuProps) {
  const [asking, setAsking] = useState<'who' | 'exclude' | null>(null);
  const me = useMe();
  const { say, isPending } = useCorrection(organization.id, followUp);
  const decides = me.data?.role === 'owner' || me.data?.role === 'privacy_officer';
  const close = (): void => setAsking(null);
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={250}>
        <Menu.Target>
          {compact ? (
            <ActionIcon
              variant="subtle"
              size="lg"
              loading={isPending}
              aria-label={`Wrong match? Correct ${organization.name}`}
            >
              <IconDots size={18} aria-hidden="true" />
            </ActionIcon>
          ) : (
            <Button
              variant="subtle"
              leftSection={<IconFlag size={17} aria-hidden="true" />}
              loading={isPending}
            >
              {label}
            </Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{organization.name}</Menu.Label>
          <Menu.Item
            leftSection={<IconBuildingOff size={16} aria-hidden="true" />}
            onClick={() => say({ kind: 'not_them' }).catch(complain)}
          >
            Not them
          </Menu.Item>
          <Menu.Item
            leftSection={<IconReplace size={16} aria-hidden="true" />}
            onClick={() => setAsking('who')}
          >
            This is somebody else …
          </Menu.Item>
          <Menu.Item
            leftSection={<IconRouter size={16} aria-hidden="true" />}
            onClick={() => say({ kind: 'isp' }).catch(complain)}
          >
            This is an internet provider
          </Menu.Item>
          {excludes ? (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconEyeOff size={16} aria-hidden="true" />}
                onClick={() => setAsking('exclude')}
              >
                {decides ? 'Exclude it …' : 'Ask to exclude it …'}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ThisIsModal opened={asking === 'who'} name={organization.name} close={close} say={say} />
      <ExcludeModal
        opened={asking === 'exclude'}
        organization={organization}
        decides={decides}
        close={close}
      />
    </>
  );
}
