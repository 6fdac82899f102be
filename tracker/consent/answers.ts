import type { AnswerDetails, Clearpane, ConsentHook, ConsentStatus } from '../api.ts';
import { attempt } from '../attempt.ts';
import type { InformedCore } from '../core.ts';
import { type Answer, PURPOSES, type Purpose, type TrackerPolicy } from '../decision.ts';
import type { Managers } from './managers.ts';
import { LONGEST, type Memory } from './memory.ts';
import { createReporter } from './report.ts';
import { grantedNow, statusOf } from './status.ts';

export interface Answers {
  hook: Pick<ConsentHook, 'give' | 'refuse' | 'withdraw' | 'status' | 'onChange'> &
    Pick<Clearpane, 'object' | 'forget'>;
  /** Something changed: what is permitted is done, and who listens is told. */
  changed(): void;
  /** Goes on with what a page before could not tell the server. */
  resume(): void;
}

/** What a visitor says to us, kept on the device and told to the server. */
export function createAnswers(core: InformedCore, memory: Memory, managers: Managers): Answers {
  const listeners: ((status: ConsentStatus) => void)[] = [];
  const reporter = createReporter(core, managers);

  /** The policy, fetched where it is not there yet; undefined where it can not be had. */
  const known = async (): Promise<TrackerPolicy | undefined> => {
    if (!core.policy()) await core.learn().catch(() => undefined);
    return core.policy();
  };

  const changed = (): void => {
    core.decided();
    const policy = core.policy();
    if (!policy) return;
    for (const listener of listeners) attempt(() => listener(statusOf(core, policy)));
  };

  const keep = (answer: Answer | null): void => {
    memory.keep(answer);
    changed();
  };

  /** Tells the server until it has heard; a receipt that is not withdrawn there yet stays on the device for that. */
  const withdrawReceipt = async (receipt: string): Promise<void> => {
    if (!(await reporter.insist('/v1/consent/withdraw', { receipt }))) return;
    const answer = memory.answer(Date.now());
    if (answer?.r !== receipt || answer.g) return;
    const { r: _, ...rest } = answer;
    memory.keep(rest);
  };

  const give = async (purposes?: readonly Purpose[], details: AnswerDetails = {}) => {
    const policy = await known();
    if (!policy) return undefined;
    const { answer: before, opposed, now } = core.person();
    if (opposed) return statusOf(core, policy);
    const denied = [...(before?.d ?? []), ...(before?.w ?? [])];
    const asked = PURPOSES.filter((_, index) => policy.p[index] === 1);
    const wanted = PURPOSES.filter(
      (purpose, index) => policy.p[index] && (purposes ?? [...asked, ...denied]).includes(purpose),
    );
    const refused = asked.filter((purpose) => !wanted.includes(purpose));
    if (wanted.length === 0) return refuse(refused);
    const answer = await reporter.consent(policy, {
      granted: wanted,
      refused,
      details,
      visitor: memory.number(now),
    });
    if (answer === 'notice changed') {
      await core.learn('?fresh').catch(() => undefined);
      return statusOf(core, core.policy() ?? policy);
    }
    if (!answer) return undefined;
    const { receipt, granted, expiresAt, askAgainAt } = answer;
    const without = (list: readonly Purpose[] = []) => list.filter((purpose) => !granted.includes(purpose));
    // What was agreed to and is not granted, because of a signal that only the server sees, is not asked for again soon.
    const d = without([...new Set([...(before?.d ?? []), ...asked])]);
    const w = without(before?.w);
    keep({
      ...(receipt === null ? {} : { r: receipt, g: granted, e: expiresAt, n: policy.n }),
      d,
      w,
      no: askAgainAt,
      u: receipt === null || d.length + w.length > 0 ? Date.now() + LONGEST : expiresAt,
    });
    if (before?.r && before.r !== receipt) void withdrawReceipt(before.r);
    return statusOf(core, policy);
  };

  const refuse = async (purposes: readonly Purpose[] = PURPOSES): Promise<ConsentStatus | undefined> => {
    const policy = await known();
    if (!policy) return undefined;
    const { answer: before, now } = core.person();
    const granted = grantedNow(policy, before, now);
    const takenBack = granted.filter((purpose) => purposes.includes(purpose));
    const left = granted.filter((purpose) => !purposes.includes(purpose));
    const askAgain = new Date(now);
    askAgain.setMonth(askAgain.getMonth() + policy.m[1]);
    const w = [...new Set([...(before?.w ?? []), ...takenBack])];
    keep({
      ...(left.length > 0 && before ? before : {}),
      ...(before?.r ? { r: before.r } : {}),
      d: [...new Set([...(before?.d ?? []), ...purposes.filter((purpose) => !w.includes(purpose))])],
      w,
      no: askAgain.getTime(),
      u: now + LONGEST,
    });
    if (left.length === 0 && before?.r) void withdrawReceipt(before.r);
    // The record says what is left: a receipt of its own.
    else if (takenBack.length > 0) await give(left);
    return statusOf(core, policy);
  };

  const withdraw = async (): Promise<ConsentStatus | undefined> => {
    const policy = await known();
    if (!policy) return undefined;
    const { answer, now } = core.person();
    const granted = grantedNow(policy, answer, now);
    return granted.length > 0 ? refuse(granted) : statusOf(core, policy);
  };

  const leave = async (): Promise<ConsentStatus | undefined> => {
    const receipt = memory.answer(Date.now())?.r;
    if (receipt) void reporter.insist('/v1/consent/withdraw', { receipt });
    memory.forgetNumber();
    keep(null);
    const policy = await known();
    return policy && statusOf(core, policy);
  };

  return {
    hook: {
      give,
      refuse,
      withdraw,
      status: async () => {
        const policy = await known();
        return policy && statusOf(core, policy);
      },
      onChange: async (listener) => {
        listeners.push(listener);
      },
      object: () => {
        const visitor = memory.number(Date.now());
        memory.object();
        void reporter.insist('/v1/objection', { visitor });
        return leave();
      },
      forget: leave,
    },
    changed,
    resume: () => {
      const answer = memory.answer(Date.now());
      if (answer?.r && !answer.g) void withdrawReceipt(answer.r);
    },
  };
}
