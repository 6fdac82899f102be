import { GppModel } from '@iabgpp/cmpapi';
import { LONGEST_STRING, readTcf, type TcfReading } from './tcf.ts';

export interface GppSignal {
  /** An opt-out of sale, sharing or targeted advertising, a GPC bit, a reserved value, or an unreadable string. */
  optedOut: boolean;
  /** The string says that the visitor is a child. */
  child: boolean;
  /** What its TCF section says; CLEAR when it has none. */
  tcf: 'DENIED' | 'CLEAR';
}

const UNREADABLE: GppSignal = { optedOut: true, child: false, tcf: 'CLEAR' };
const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'];
const OPTED_OUT = 1;
const RESERVED = 3;
/** Id of the section that holds a TCF string (IAB GPP, section information). */
const TCF_SECTION = 2;

/**
 * Reads a GPP string as a veto. The library decodes late, so every field is touched here, and a string that is broken
 * anywhere counts as an opt-out.
 */
export function readGpp(text: unknown, reading: TcfReading): GppSignal {
  if (typeof text !== 'string' || text.length > LONGEST_STRING) return UNREADABLE;
  try {
    const model = new GppModel(text);
    const ids = model.getSectionIds();
    const sections = Object.entries(model.toObject() as Record<string, Record<string, unknown>>);
    if (sections.length !== ids.length) return UNREADABLE;
    const american = sections.filter(([name]) => name.startsWith('us')).map(([, fields]) => fields);
    const tcf = text.split('~')[ids.indexOf(TCF_SECTION) + 1];
    return {
      optedOut: american.some(isOptOut),
      child: american.some(isChild),
      tcf: ids.includes(TCF_SECTION) ? readTcf(tcf, reading) : 'CLEAR',
    };
  } catch {
    return UNREADABLE;
  }
}

function isOptOut(fields: Record<string, unknown>): boolean {
  return Object.entries(fields).some(([name, value]) => {
    if (name === 'Version') return false;
    if (name === 'Gpc') return value !== false;
    // The older US Privacy string says Y, N or - for "does not apply".
    if (name === 'OptOutSale') return value !== 'N' && value !== '-';
    const values = [value].flat();
    return values.includes(RESERVED) || (OPT_OUTS.includes(name) && values.includes(OPTED_OUT));
  });
}

function isChild(fields: Record<string, unknown>): boolean {
  return Object.entries(fields).some(
    ([name, value]) => name.startsWith('KnownChild') && [value].flat().some((each) => each !== 0),
  );
}
