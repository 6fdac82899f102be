/** Where a browser lets a page keep something; each access may throw. */
export type DevicePage = { localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> } & {
  document: { cookie: string };
};

/** Names as in the register of what may be on a device (`policy/device-register.ts`): there are no others. */
export const OBJECTION = 'clearpane_objection=1';
export const CHOICE = 'clearpane_choice';
export const VISITOR = 'clearpane_visitor';
/** And an event's id: one entry for each. */
export const EVENT = 'clearpane_event_';
