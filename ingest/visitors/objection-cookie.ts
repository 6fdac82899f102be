/** Name as in the register of what may be on a device. */
const NAME = 'clearpane_objection';
/** 13 months, in seconds. */
const LIFETIME = 395 * 86_400;

const PATTERN = new RegExp(`(?:^|;\\s*)${NAME}=1(?:;|$)`);

/** Whether a request carries the memory of an objection. */
export const remembersObjection = (cookie: string | undefined): boolean =>
  cookie !== undefined && PATTERN.test(cookie);

/**
 * The memory of an objection. It must travel with requests from other people's pages, which browsers allow over https
 * only.
 */
export const objectionCookie = (secure: boolean): string =>
  `${NAME}=1; Path=/; Max-Age=${LIFETIME}; ${secure ? 'SameSite=None; Secure' : 'SameSite=Lax'}`;
