import type { AlertWishes } from '../../../api/contract-my-alerts.ts';
import { minutesOf, timeOfDay } from './time-of-day.ts';

/** Wishes as fields of a form hold them. */
export interface WishesForm {
  timeZone: string;
  hasQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  workingDays: string[];
  rhythm: 'instant' | 'digest';
  digestTimes: string[];
  email: boolean;
  hasBudget: boolean;
  dailyBudget: number | string;
  mutedRules: string[];
}

export function formOf(wishes: AlertWishes): WishesForm {
  return {
    timeZone: wishes.timeZone,
    hasQuiet: wishes.quiet !== null,
    quietFrom: timeOfDay(wishes.quiet?.from ?? 20 * 60),
    quietTo: timeOfDay(wishes.quiet?.to ?? 8 * 60),
    workingDays: wishes.workingDays.map(String),
    rhythm: wishes.digest ? 'digest' : 'instant',
    digestTimes: wishes.digestTimes.map(timeOfDay),
    email: wishes.email,
    hasBudget: wishes.dailyBudget !== null,
    dailyBudget: wishes.dailyBudget ?? 10,
    mutedRules: [...wishes.mutedRules],
  };
}

/** What is wrong, by field; empty when all is well. The same limits as the API's. */
export function problemsOf(form: WishesForm): Partial<Record<keyof WishesForm, string>> {
  const [from, to] = [minutesOf(form.quietFrom), minutesOf(form.quietTo)];
  const times = form.digestTimes.map(minutesOf);
  const budget = Number(form.dailyBudget);
  return {
    ...(form.timeZone === '' ? { timeZone: 'Please choose a time zone.' } : {}),
    ...(form.hasQuiet && from === null ? { quietFrom: 'Please give a time.' } : {}),
    ...(form.hasQuiet && to === null ? { quietTo: 'Please give a time.' } : {}),
    ...(form.hasQuiet && from !== null && from === to
      ? { quietTo: 'Quiet hours must end at another time than they begin.' }
      : {}),
    ...(form.workingDays.length === 0 ? { workingDays: 'Please choose at least one day.' } : {}),
    ...(times.includes(null)
      ? { digestTimes: 'Please give each time.' }
      : new Set(times).size < times.length
        ? { digestTimes: 'One time is given twice.' }
        : {}),
    ...(form.hasBudget && !(Number.isInteger(budget) && budget >= 1 && budget <= 1000)
      ? { dailyBudget: 'Please give a number from 1 to 1,000.' }
      : {}),
  };
}

/** Of a form without problems. */
export function wishesOf(form: WishesForm): AlertWishes {
  return {
    timeZone: form.timeZone,
    quiet: form.hasQuiet ? { from: minutesOf(form.quietFrom) ?? 0, to: minutesOf(form.quietTo) ?? 0 } : null,
    workingDays: form.workingDays.map(Number).sort(),
    digest: form.rhythm === 'digest',
    digestTimes: form.digestTimes.map((text) => minutesOf(text) ?? 0).sort((a, b) => a - b),
    email: form.email,
    dailyBudget: form.hasBudget ? Number(form.dailyBudget) : null,
    mutedRules: form.mutedRules,
  };
}
