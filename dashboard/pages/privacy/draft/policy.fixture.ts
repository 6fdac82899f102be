import type { Basis, PolicyBody } from '../../../../api/contract-privacy.ts';

const row = (basis: Basis) => ({
  EEA: basis,
  FR: basis,
  UK: basis,
  CH: basis,
  CA_QC: basis,
  CA: basis,
  BR: basis,
  US_UOOM: basis,
  US: basis,
  ROW: basis,
});

/** The policy of a fresh site: everything is off. */
export const CLOSED: PolicyBody = {
  killed: false,
  controller: { name: '', contact: '', officer: '' },
  establishments: [],
  bases: {
    measure: row('OFF'),
    identify_org: row('OFF'),
    alert_sales: row('OFF'),
    recognise_visitor: row('OFF'),
  },
  passiveSignalMemos: {},
  exemptions: {},
  pages: { special: [], children: [] },
  audience: { countries: [], kinds: [] },
  consent: { lifeMonths: 6, askAgainMonths: 6 },
  tcf: { reading: 'publisher', customPurpose: null },
  behaviour: { kinds: [], events: [] },
  contactRequests: false,
};
