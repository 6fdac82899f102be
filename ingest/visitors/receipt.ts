import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ConsentProof } from '../../policy/consent.ts';
import { PURPOSES, type Purpose } from '../../policy/purposes.ts';

/** What is sealed into a receipt. Its record in the database is found by the id. */
export interface ReceiptContents extends Omit<ConsentProof, 'withdrawn'> {
  /** 128 random bits in base64url. */
  id: string;
}

/** Makes receipts, and knows its own. */
export interface ReceiptSeal {
  seal(contents: ReceiptContents): string;
  /** Null when the seal is not ours, or the contents are of a kind that is not known. Never throws. */
  open(receipt: string): ReceiptContents | null;
}

/** First part of the payload; another number, another arrangement of what follows. */
const SCHEMA = 1;

/**
 * `base64url(payload).base64url(HMAC-SHA-256)`. The seal is over the characters of the payload, and compared as
 * characters: base64url can spell the same bytes in several ways, and only the one we wrote is ours.
 */
export function receiptSeal(key: string): ReceiptSeal {
  const sealOf = (payload: string): Buffer =>
    Buffer.from(createHmac('sha256', key).update(`receipt\0${payload}`).digest('base64url'));
  return {
    seal: ({ id, site, purposes, asked, noticeHash, givenAt, expiresAt }) => {
      const parts = [SCHEMA, id, site, bitsOf(purposes), bitsOf(asked), noticeHash, givenAt, expiresAt];
      const payload = Buffer.from(JSON.stringify(parts)).toString('base64url');
      return `${payload}.${sealOf(payload)}`;
    },
    open: (receipt) => {
      const dot = receipt.indexOf('.');
      if (dot === -1) return null;
      const payload = receipt.slice(0, dot);
      const seal = Buffer.from(receipt.slice(dot + 1));
      const expected = sealOf(payload);
      if (seal.length !== expected.length || !timingSafeEqual(seal, expected)) return null;
      return read(payload);
    },
  };
}

type Parts = [
  schema: number,
  id: string,
  site: number,
  purposes: number,
  asked: number,
  noticeHash: string,
  givenAt: number,
  expiresAt: number,
];

/** What carries our seal was written by us, perhaps by another version. */
function read(payload: string): ReceiptContents | null {
  const parts = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Parts;
  if (parts[0] !== SCHEMA) return null;
  const [, id, site, purposes, asked, noticeHash, givenAt, expiresAt] = parts;
  return {
    id,
    site,
    purposes: purposesOf(purposes),
    asked: purposesOf(asked),
    noticeHash,
    givenAt,
    expiresAt,
  };
}

// The order of the purposes is part of every receipt: a new one goes to their end.
const bitsOf = (purposes: readonly Purpose[]): number =>
  purposes.reduce((bits, purpose) => bits | (1 << PURPOSES.indexOf(purpose)), 0);
const purposesOf = (bits: number): Purpose[] => PURPOSES.filter((_, bit) => (bits & (1 << bit)) !== 0);
