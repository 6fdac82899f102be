import {
  ActionIcon,
  Avatar,
  Box,
  Menu,
  SegmentedControl,
  Text,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconLogout } from '@tabler/icons-react';
import type { Me } from '../../api/contract.ts';
import { ROLE_NAMES } from '../parts/words.ts';
import { useSignOut } from '../queries/session.ts';
import { PasswordModal } from './password-modal.tsx';

const SCHEMES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Auto' },
] as const;

export function AccountMenu({ me }: { me: Me }) {
  const [changing, { open, close }] = useDisclosure(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <>
      <Menu position="bottom-end" width={250} shadow="md" returnFocus>
        <Menu.Target>
          <ActionIcon variant="subtle" size={40} radius="xl">
            <VisuallyHidden>Account of {me.name}</VisuallyHidden>
            <Avatar name={me.name} color="glass" size={34} alt="" aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Box px="sm" py={6}>
            <Text fw={600}>{me.name}</Text>
            <Text size="sm" c="dimmed">
              {me.email}
            </Text>
            <Text size="sm" c="dimmed">
              {ROLE_NAMES[me.role]}
            </Text>
          </Box>
          <Menu.Divider />
          <Box px="sm" py={6}>
            <Text size="sm" mb={6} id="theme-label">
              Theme
            </Text>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-labelledby="theme-label"
              data={[...SCHEMES]}
              value={colorScheme}
              onChange={(value) => setColorScheme(value)}
            />
          </Box>
          <Menu.Divider />
          <Menu.Item leftSection={<IconKey size={16} />} onClick={open}>
            Change password
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordModal opened={changing} close={close} />
    </>
  );
}
