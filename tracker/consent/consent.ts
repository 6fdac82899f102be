import type { Core, Part } from '../core.ts';
import { permissions, type TrackerPolicy, verdict } from '../decision.ts';
import { createAnswers } from './answers.ts';
import { watchManagers } from './managers.ts';
import { openMemory } from './memory.ts';
import { createQuestion } from './question.ts';

/** Joins the running script: from here on it knows answers and consent managers. */
export function createConsent(core: Core, banner: string): void {
  const memory = openMemory(core.page);
  const managers = watchManagers(core.page, core.policy, () => answers.changed());
  const answers = createAnswers(core, memory, managers);
  const question = createQuestion(core, answers, banner);

  const part: Part = {
    ...answers.hook,
    ...question.hook,
    press: question.press,
    waits: managers.wait,
    narrow: (person) =>
      managers.narrow({
        ...person,
        answer: memory.answer(person.now),
        opposed: person.opposed || memory.objected(),
      }),
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
