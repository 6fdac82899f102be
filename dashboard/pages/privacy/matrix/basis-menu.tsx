import { Box, Menu, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Basis, PolicyPage } from '../../../../api/contract-privacy.ts';

interface BasisMenuProps {
  /** The button that opens it. */
  children: ReactElement;
  /** For what: "Measure how the site is used · France". */
  title: string;
  /** What comes of the basis that stands there. */
  explanation?: string;
  /** Null when several stand there. */
  current: Basis | null;
  bases: PolicyPage['bases'];
  choose: (basis: Basis) => void;
}

/** The legal bases to choose from, each with a sentence. */
export function BasisMenu({ children, title, explanation, current, bases, choose }: BasisMenuProps) {
  return (
    <Menu position="bottom-start" width={360} shadow="md" withinPortal keepMounted={false}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown maw="calc(100vw - 16px)" aria-label={title}>
        <Box px="sm" py={6} role="presentation">
          <Text size="sm" fw={600}>
            {title}
          </Text>
          {explanation ? (
            <Text size="xs" c="dimmed">
              {explanation}
            </Text>
          ) : null}
        </Box>
        <Menu.Divider />
        <Menu.RadioGroup value={current} onChange={(basis) => choose(basis as Basis)}>
          {bases.map(({ id, title: name, description }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick>
              <Text size="sm" component="span" display="block">
                {name}
              </Text>
              <Text size="xs" c="dimmed" component="span" display="block">
                {description}
              </Text>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
