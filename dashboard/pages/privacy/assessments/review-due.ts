import { count } from '../../../parts/time.ts';

const DAY = 24 * 60 * 60_000;

/** How urgent a review is. */
export interface ReviewDue {
  text: string;
  urgency: 'overdue' | 'soon' | 'later';
}

/** "Review due in 12 days"; loud once it is past, because by then nothing stands on the assessment any more. */
export function reviewDue(due: string, now: number): ReviewDue {
  const days = Math.ceil((Date.parse(due) - now) / DAY);
  if (days <= 0) {
    return {
      text: days === 0 ? 'Review overdue since today' : `Review overdue by ${count(-days, 'day')}`,
      urgency: 'overdue',
    };
  }
  return { text: `Review due in ${count(days, 'day')}`, urgency: days <= 30 ? 'soon' : 'later' };
}
