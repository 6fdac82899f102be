import { BarChart } from '@mantine/charts';
import { shortDay } from '../../../parts/time.ts';
import type { RefusalDay } from './refusal-days.ts';

interface RefusalBarsProps {
  days: readonly RefusalDay[];
  /** In CSS pixels. */
  height: number;
}

/** One bar a day. The default export is what `lazy` asks for. */
export default function RefusalBars({ days, height }: RefusalBarsProps) {
  return (
    <BarChart
      h={height}
      data={days.map(({ day, count }) => ({ day: shortDay(day, { timeZone: 'UTC' }), events: count }))}
      dataKey="day"
      series={[{ name: 'events', label: 'Events', color: 'glass.6' }]}
      tickLine="none"
      valueFormatter={(value) => value.toLocaleString('en-GB')}
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ allowDecimals: false, width: 48 }}
      // Hidden from those who hear the page, who have the table, and so nothing to tab to either.
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ radius: [3, 3, 0, 0], isAnimationActive: false }}
    />
  );
}
