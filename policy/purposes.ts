/** Why something is processed. Each purpose has a legal basis of its own in the site policy. */
export const PURPOSES = ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'] as const;

export type Purpose = (typeof PURPOSES)[number];

export type ByPurpose<T> = Readonly<Record<Purpose, T>>;

/** The same value for every purpose. */
export function everyPurpose<T>(value: T): Record<Purpose, T> {
  return { measure: value, identify_org: value, alert_sales: value, recognise_visitor: value };
}

/** A value for each purpose. */
export function byPurpose<T>(valueFor: (purpose: Purpose) => T): Record<Purpose, T> {
  return {
    measure: valueFor('measure'),
    identify_org: valueFor('identify_org'),
    alert_sales: valueFor('alert_sales'),
    recognise_visitor: valueFor('recognise_visitor'),
  };
}
