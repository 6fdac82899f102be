import { IconAlertTriangle, IconPower } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './banner.module.css';

interface BannerProps {
  title: string;
  /** What it is about, for those who hear the page. */
  label: string;
  children: ReactNode;
  action?: ReactNode;
  /** Somebody switched collection off by hand. */
  loud?: boolean;
}

/** Across the top of every page. */
export function Banner({ title, label, children, action, loud = false }: BannerProps) {
  const Picture = loud ? IconPower : IconAlertTriangle;
  return (
    <section className={classes.banner} data-loud={loud || undefined} data-testid="banner" aria-label={label}>
      <Picture size={20} aria-hidden="true" className={classes.icon} />
      <div className={classes.text} role="status">
        <strong>{title}</strong>
        <div>{children}</div>
      </div>
      {action}
    </section>
  );
}
