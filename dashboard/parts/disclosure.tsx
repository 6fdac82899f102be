import { Box, Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';

/** More of the same, for those who ask. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <Box w="100%" mt="sm">
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={toggle}
        aria-expanded={opened}
        aria-controls={id}
        leftSection={opened ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
      >
        {label}
      </Button>
      <Collapse expanded={opened} keepMounted={false} id={id} mt={opened ? 'sm' : 0}>
        {children}
      </Collapse>
    </Box>
  );
}
