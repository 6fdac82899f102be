/** What is stored of an event, in the order in which its values are written. A move takes all of it along. */
export const EVENT_COLUMNS = [
  'site',
  'name',
  'organization',
  'time',
  'id',
  'topic',
  'page',
  'referrer',
  'country',
  'device',
  'browser',
  'level',
  'alert',
  'policy_version',
  'reasons',
  'visitor',
] as const;
