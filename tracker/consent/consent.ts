import type { Core, InformedCore, Part } from '../core.ts';
import { type Person, permissions, type TrackerPolicy, verdict } from '../decision.ts';
import { signsOf } from '../signals.ts';
import { createAnswers } from './answers.ts';
import { keepEvents } from './keep-events.ts';
import { watchManagers } from './managers.ts';
import { openMemory } from './memory.ts';
import { createQuestion } from './question.ts';
import { openQueue } from './queue.ts';
import { grantedNow } from './status.ts';

/** Joins the running script: from here on it knows answers and consent managers. */
export function createConsent(bare: Core, banner: string): void {
  const memory = openMemory(bare.page);
  const managers = watchManagers(bare.page, bare.policy, () => answers.changed());
  const keep = keepEvents(bare, openQueue(bare.page), (policy) => {
    const person = core.person();
    const [, store] = verdict(permissions(policy, person));
    // Not where a law asks for no answer: a queue is no necessity.
    return store > 1 && grantedNow(policy, person.answer, person.now).includes('recognise_visitor');
  });
  const core: InformedCore = {
    ...bare,
    decided: () => {
      keep();
      bare.decided();
    },
    person: (): Person => {
      const [opposed, capped] = signsOf(bare.page);
      const now = Date.now();
      return managers.narrow({
        answer: memory.answer(now),
        opposed: opposed || memory.objected(),
        capped,
        veto: false,
        now,
      });
    },
  };
  const answers = createAnswers(core, memory, managers);
  const question = createQuestion(core, answers, banner);

  const part: Part = {
    ...answers.hook,
    ...question.hook,
    press: question.press,
    waits: (event) => {
      if (managers.wait()) return true;
      keep(event);
      return false;
    },
    permitted: (policy) => permissions(policy, core.person()),
    fields: () => {
      const policy = core.policy() as TrackerPolicy;
      const person = core.person();
      const permitted = permissions(policy, person);
      const { answer, now } = person;
      return {
        ...managers.report(),
        consent: answer
          ? {
              // The receipt is shown where something stands on it, and nowhere else.
              receipt: policy.p.some((each, index) => each < 2 && permitted[index] === 2)
                ? answer.r
                : undefined,
              refused: answer.d,
              withdrawn: answer.w,
            }
          : undefined,
        visitor: verdict(permitted)[1] > 1 ? memory.makeNumber(now) : undefined,
      };
    },
  };
  core.joined(part);
  managers.wait();
  answers.resume();
  answers.changed();
  question.begin();
}
