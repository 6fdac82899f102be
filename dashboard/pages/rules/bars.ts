import type { Tried } from '../../../api/contract-rules.ts';

/** Heights in per cent of the picture: alerts (those that remain, where privacy is stricter), those lost, those held back. */
interface Bar {
  day: string;
  told: number;
  lost: number;
  held: number;
}

export function barsOf({ days, remaining }: Pick<Tried, 'days' | 'remaining'>): Bar[] {
  const highest = Math.max(1, ...days.map(({ alerts, heldBack }) => alerts + heldBack));
  const percent = (number: number): number => (Math.max(0, number) / highest) * 100;
  return days.map((day) => {
    const told = remaining === null ? day.alerts : Math.min(day.remaining, day.alerts);
    return {
      day: day.day,
      told: percent(told),
      lost: percent(day.alerts - told),
      held: percent(day.heldBack),
    };
  });
}
