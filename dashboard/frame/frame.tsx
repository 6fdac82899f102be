import { AppShell, Burger, Drawer, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '../../api/contract.ts';
import { Logo } from '../parts/logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Attribution } from './attribution.tsx';
import classes from './frame.module.css';
import { Navigation } from './navigation.tsx';
import { homeOf, pageAt } from './pages.ts';
import { SiteSwitcher } from './site-switcher.tsx';

interface FrameProps {
  me: Me;
  /** Across the top of every page, where there is something to say. */
  banner?: ReactNode;
  children: ReactNode;
}

/** What surrounds every page of somebody who is signed in. */
export function Frame({ me, banner, children }: FrameProps) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const [path] = useLocation();
  useFocusOnNewPage(path);
  return (
    <AppShell header={{ height: 60 }} navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: true } }}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={opened}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={opened ? 'Close navigation' : 'Open navigation'}
          />
          <Link href={homeOf(me.role)} className={classes.brand} aria-label="Clearpane, to the first page">
            <Logo />
            <Text fw={650} fz="lg" visibleFrom="xs" component="span">
              Clearpane
            </Text>
          </Link>
          <div className={classes.middle}>{pageAt(path)?.ofSite ? <SiteSwitcher /> : null}</div>
          <AccountMenu me={me} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} visibleFrom="sm" aria-label="Pages">
        <Navigation role={me.role} />
      </AppShell.Navbar>
      <Drawer
        opened={opened}
        onClose={close}
        hiddenFrom="sm"
        size={280}
        title={
          <Group gap="xs">
            <Logo size={24} /> Clearpane
          </Group>
        }
        closeButtonProps={{ 'aria-label': 'Close navigation' }}
      >
        <nav aria-label="Pages">
          <Navigation role={me.role} onGo={close} />
        </nav>
      </Drawer>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        {banner}
        <div className={classes.content}>{children}</div>
        <Attribution />
      </AppShell.Main>
    </AppShell>
  );
}

/** After navigation the reader starts at the new page's heading, not at the link that was pressed. */
function useFocusOnNewPage(path: string): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    window.scrollTo(0, 0);
    document.getElementById('page-title')?.focus({ preventScroll: true });
  }, [path]);
}
