import type { ConsentStatus } from '../api.ts';
import type { InformedCore } from '../core.ts';
import { type Answer, PURPOSES, type Purpose, type TrackerPolicy } from '../decision.ts';

/** Purposes that the receipt grants now: for this notice, and within its time. */
export function grantedNow(policy: TrackerPolicy, answer: Answer | null, now: number): Purpose[] {
  if (!answer?.g || answer.n !== policy.n || !(Number(answer.e) > now)) return [];
  return PURPOSES.filter((purpose) => answer.g?.includes(purpose) && !isDenied(answer, purpose));
}

const isDenied = ({ d, w }: Answer, purpose: Purpose): boolean =>
  [...(d ?? []), ...(w ?? [])].includes(purpose);

export function statusOf(core: InformedCore, policy: TrackerPolicy): ConsentStatus {
  const { answer, opposed, capped, now } = core.person();
  const asked = PURPOSES.filter((_, index) => policy.p[index] === 1);
  const granted = grantedNow(policy, answer, now);
  const refused = answer ? PURPOSES.filter((purpose) => isDenied(answer, purpose)) : [];
  const rests = Number(answer?.no) > now ? refused : [];
  return {
    asked,
    granted,
    refused,
    // Somebody whose browser says no was asked already.
    ask: !opposed && !capped && asked.some((purpose) => ![...granted, ...rests].includes(purpose)),
    objected: !!opposed,
    signal: capped,
    expiresAt: granted.length > 0 ? (answer?.e ?? null) : null,
    askAgainAt: refused.length > 0 ? (answer?.no ?? null) : null,
    notice: `${core.base}/privacy/${core.site}`,
  };
}
