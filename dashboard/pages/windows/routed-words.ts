import type { Alert } from '../../../api/contract.ts';

/**
 * Why an alert went where it went. A reason speaks to whom it was told to, so others read it as what was said to them.
 *
 * @param me name of whoever reads
 */
export const routedWords = ({ to, reason }: Alert['routed'][number], me: string): string =>
  to === me ? `It came to you: ${inTheMiddle(reason)}` : `It went to ${to}: “${reason}”`;

/** Names keep their capital; only words of ours begin small. */
const inTheMiddle = (reason: string): string =>
  reason.replace(/^(You|It|Nobody)\b/, (word) => word.toLowerCase());
