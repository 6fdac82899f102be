import { VisuallyHidden } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { Role } from '../../api/contract.ts';
import { useAlertStream } from '../queries/alert-stream-provider.tsx';
import { useSiteHref } from '../queries/current-site.tsx';
import classes from './frame.module.css';
import { GROUPS, pageAt, pagesFor } from './pages.ts';

export function Navigation({ role, onGo }: { role: Role; onGo?: () => void }) {
  const [path] = useLocation();
  const href = useSiteHref();
  const { fresh } = useAlertStream();
  const current = pageAt(path)?.path;
  return GROUPS.map((group) => (
    <div key={group} className={classes.group}>
      <p className={classes.groupName} aria-hidden="true">
        {group}
      </p>
      <ul className="plain-list" aria-label={group}>
        {pagesFor(role)
          .filter((page) => page.group === group)
          .map(({ path: target, label, icon: Picture }) => (
            <li key={target}>
              <Link
                href={href(target)}
                className={classes.link}
                aria-current={current === target ? 'page' : undefined}
                onClick={() => onGo?.()}
              >
                <Picture size={19} stroke={1.7} aria-hidden="true" />
                {label}
                {target === '/windows' && fresh.length > 0 && current !== '/windows' ? (
                  <span className={classes.news}>
                    <VisuallyHidden>, something new</VisuallyHidden>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  ));
}
