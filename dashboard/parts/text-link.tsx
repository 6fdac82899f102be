import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface TextLinkProps extends AnchorProps {
  href: string;
  children: ReactNode;
}

/** A link inside the dashboard. Among other words it is underlined: its colour alone does not set it apart. */
export function TextLink({ children, ...rest }: TextLinkProps) {
  return (
    <Anchor component={Link} underline={rest.c === 'inherit' ? 'hover' : 'always'} {...rest}>
      {children}
    </Anchor>
  );
}
