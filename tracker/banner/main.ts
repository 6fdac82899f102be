import type { PageWindow } from '../page.ts';
import { createBanner } from './banner.ts';

const { clearpane } = window as PageWindow;
if (clearpane) {
  const banner = createBanner(clearpane);
  void clearpane.consent.onAsk(() => void banner.open('visitor'));
  void clearpane.consent.status().then((status) => {
    if (status?.ask) void banner.open('page');
  });
}
