/** Why something is processed. Each purpose has a legal basis of its own in the site policy. */
export const PURPOSES = ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'] as const;

export type Purpose = (typeof PURPOSES)[number];
