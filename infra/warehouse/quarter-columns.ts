/** What is stored of an organization, a topic and a quarter-hour, in the order in which its values are written. */
export const QUARTER_COLUMNS = [
  'site',
  'organization',
  'topic',
  'quarter',
  'alert',
  'policy_version',
  'views',
  'sessions',
] as const;
