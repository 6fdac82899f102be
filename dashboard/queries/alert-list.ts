import type { Alert, AlertState } from '../../api/contract.ts';

/** Loaded pages of alerts, as the query library keeps them: the newest first. */
export interface AlertPages {
  pages: { items: Alert[]; nextCursor: string | null }[];
  pageParams: unknown[];
}

/**
 * Puts an alert where it belongs: replaced in place, taken out when its state is no longer shown, or added
 * by the time its window opened. Alerts older than everything that is loaded are left for a later page.
 */
export function upsertAlert(list: AlertPages, alert: Alert, shown: readonly AlertState[]): AlertPages {
  const isShown = shown.includes(alert.state);
  const known = list.pages.some((page) => page.items.some((item) => item.id === alert.id));
  if (known) {
    return mapItems(list, (items) =>
      items.flatMap((item) => (item.id !== alert.id ? [item] : isShown ? [alert] : [])),
    );
  }
  if (!isShown) return list;
  let placed = false;
  const last = list.pages.length - 1;
  return mapItems(list, (items, index, nextCursor) => {
    if (placed) return items;
    const at = items.findIndex((item) => item.openedAt <= alert.openedAt);
    if (at < 0 && (index < last || nextCursor !== null)) return items;
    placed = true;
    return at < 0 ? [...items, alert] : [...items.slice(0, at), alert, ...items.slice(at)];
  });
}

export const alertsOf = (list: AlertPages | undefined): Alert[] =>
  list?.pages.flatMap((page) => page.items) ?? [];

function mapItems(
  list: AlertPages,
  change: (items: Alert[], index: number, nextCursor: string | null) => Alert[],
): AlertPages {
  return {
    ...list,
    pages: list.pages.map((page, index) => ({
      ...page,
      items: change(page.items, index, page.nextCursor),
    })),
  };
}
