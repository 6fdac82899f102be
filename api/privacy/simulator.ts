import type { SiteRecord } from '../../infra/database/site-records.ts';
import { LEVEL_DESCRIPTIONS } from '../../policy/descriptions.ts';
import { decide, type Standing, type Visitor } from '../../policy/gate.ts';
import { jurisdiction } from '../../policy/jurisdiction.ts';
import { pageRules } from '../../policy/page-rules.ts';
import { describeReason } from '../../policy/reasons.ts';
import { regimesIn } from '../../policy/regimes.ts';
import { readReportedSignals } from '../../policy/signals/signals.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { Simulation, SimulatorRequest } from '../contract-privacy.ts';
import { sitePolicy } from './policy-body.ts';
import { draftProblems, refuse } from './save-policy.ts';
import { assessmentsAt, noticeUnder } from './site-state.ts';

type MadeUp = Omit<SimulatorRequest, 'policy'>;

/**
 * What the gate would say to a visit that somebody makes up. A draft is taken as if its notice were published.
 *
 * @param now milliseconds since the epoch
 * @throws ProblemError 422 `invalid_policy` when the draft can not be meant
 */
export function simulate(
  record: SiteRecord,
  { policy, ...visit }: SimulatorRequest,
  now: number,
): Simulation {
  const assessments = assessmentsAt(record, now);
  if (!policy) {
    const notice = noticeUnder(record, record.written);
    return { ...simulation(record.policy, { notice, assessments }, visit), notice };
  }
  const draft = sitePolicy(policy, record.written);
  refuse(draftProblems(draft));
  const published = { notice: 'CURRENT', assessments } as const;
  return { ...simulation(draft, published, visit), notice: noticeUnder(record, draft) };
}

/** The answer of the gate in words. */
export function simulation(policy: SitePolicy, standing: Standing, visit: MadeUp): Simulation {
  const visitor = visitorOf(policy, visit);
  const decision = decide(policy, { ...standing, ...visitor });
  const level = LEVEL_DESCRIPTIONS.find((each) => each.level === decision.level);
  return {
    level: decision.level,
    purposes: [...decision.purposes],
    alert: decision.alert,
    storage: decision.storage,
    visitorId: decision.visitorId,
    fields: [...decision.fields],
    retention: level?.retention ?? '',
    regimes: [...regimesIn(visitor.regimes)],
    notice: standing.notice,
    reasons: decision.reasons.map((code) => ({ code, ...describeReason(code) })),
  };
}

/** The visit as ingest would bring it before the gate. */
function visitorOf(policy: SitePolicy, visit: MadeUp): Visitor {
  const { gpp, tcf, consentMode, gpc, dnt } = visit;
  const signals = readReportedSignals({ gpp, tcf, consentMode, gpc, dnt }, policy.tcf);
  const pages = pageRules(policy);
  const path = pathnameOf(visit.path);
  return {
    ...jurisdiction(policy, visit.place),
    consent: visit.consent,
    signals: { ...signals, child: signals.child || pages.isForChildren(path) },
    objected: visit.objected,
    special: pages.isSpecial(path),
    sender: visit.sender,
    ...NETWORKS[visit.network],
    groupMet: visit.groupMet,
  };
}

type Network = Pick<Visitor, 'excluded' | 'corporate' | 'eligible' | 'inAudience'>;
const NAMED: Network = { excluded: false, corporate: true, eligible: true, inAudience: true };

const NETWORKS: Record<SimulatorRequest['network'], Network> = {
  organization: NAMED,
  small: { ...NAMED, eligible: false },
  excluded: { ...NAMED, excluded: true },
  outside_audience: { ...NAMED, inAudience: false },
  provider: { ...NAMED, corporate: false, eligible: false, inAudience: false },
};

/** As a browser would send it: without query and fragment, and with what needs it in percent signs. */
function pathnameOf(path: string): string {
  const url = new URL('https://page.invalid');
  url.pathname = path.replace(/[?#].*$/s, '');
  return url.pathname;
}
