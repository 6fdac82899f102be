/** Something that the tracker may keep on a visitor's device. */
export interface DeviceEntry {
  name: string;
  kind: 'cookie' | 'localStorage';
  purpose: string;
  lifetime: string;
  /** What must have happened before it is written. */
  writtenWhen: string;
  /** Only where visitors may be recognized. */
  recognition?: true;
}

/**
 * Everything that may ever be on a visitor's device; `*` stands for the id of an event. The tracker writes no other name, and tests in a browser hold what
 * they find against this list.
 */
export const DEVICE_REGISTER: readonly DeviceEntry[] = [
  {
    name: 'clearpane_objection',
    kind: 'cookie',
    purpose: 'Remembers that the visitor objected, so that nothing is collected',
    lifetime: '13 months',
    writtenWhen: 'The visitor objects',
  },
  {
    name: 'clearpane_choice',
    kind: 'localStorage',
    purpose: 'Remembers the answer to the consent question: the receipt, or when it was refused',
    lifetime: 'As long as the answer holds, 13 months at most',
    writtenWhen: 'The visitor answers',
  },
  {
    name: 'clearpane_visitor',
    kind: 'localStorage',
    purpose: 'A random number that recognizes a returning visitor on this site only',
    lifetime: 'As long as the consent holds, 13 months at most',
    writtenWhen: 'The visitor consented and has the receipt, or the law of the place asks for none',
    recognition: true,
  },
  {
    name: 'clearpane_event_*',
    kind: 'localStorage',
    purpose: 'What a page sends and the server has not confirmed yet, so that the next page can send it',
    lifetime: 'Until the server has it, 24 hours at most',
    writtenWhen: 'The visitor consented to being recognized and has the receipt, and a page sends something',
    recognition: true,
  },
];
