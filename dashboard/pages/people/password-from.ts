/** 32 characters that nobody mixes up (no 0, O, 1, l), so five bits of a byte choose one without bias. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A password to hand over, in groups of four: 80 bits from 16 random bytes. */
export function passwordFrom(random: Uint8Array): string {
  const letters = [...random].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return letters.replace(/.{4}(?=.)/g, '$&-');
}
