import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface TextLinkProps extends AnchorProps {
  href: string;
  children: ReactNode;
}

/** A link inside the dashboard. */
export function TextLink({ children, ...rest }: TextLinkProps) {
  return (
    <Anchor component={Link} {...rest}>
      {children}
    </Anchor>
  );
}
