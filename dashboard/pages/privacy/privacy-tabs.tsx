import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Role } from '../../../api/contract.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { privacyPagesFor, privacyTabAt } from './privacy-pages.ts';
import classes from './privacy-tabs.module.css';

/** Tabs that are links: each page has its address. Where there is no room they scroll. */
export function PrivacyTabs({ role }: { role: Role }) {
  const [path] = useLocation();
  const href = useSiteHref();
  const current = privacyTabAt(path);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (tab && list.current) list.current.scrollLeft = tab.offsetLeft - 40;
  }, [current]);
  return (
    <nav aria-label="Privacy" className={classes.tabs}>
      <ul ref={list} className={`plain-list ${classes.list}`}>
        {privacyPagesFor(role).map((page) => (
          <li key={page.path}>
            <Link
              href={href(page.path)}
              className={classes.tab}
              aria-current={current === page.path ? 'page' : undefined}
            >
              {page.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
