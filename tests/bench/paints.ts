/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Paints, and what tasks took beyond 50 ms, as the browser tells its pages. */
export const paints = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ firstPaint: number; largestPaint: number; blocked: number }>((resolve) => {
        const seen = { firstPaint: 0, largestPaint: 0, blocked: 0 };
        const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
          new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
            type,
            buffered: true,
          });
        watch('paint', ({ name, startTime }) => {
          if (name === 'first-contentful-paint') seen.firstPaint = startTime;
        });
        watch('largest-contentful-paint', ({ startTime }) => {
          seen.largestPaint = startTime;
        });
        watch('longtask', ({ duration }) => {
          seen.blocked += Math.max(0, duration - 50);
        });
        setTimeout(() => resolve(seen), 100);
      }),
  );
