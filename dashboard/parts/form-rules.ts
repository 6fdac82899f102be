// The same limits as the API's; here so that a form can say it before it is sent.

export const newPassword = (value: string): string | null =>
  value.length < 12
    ? 'Please use at least 12 characters.'
    : value.length > 128
      ? 'Please use at most 128 characters.'
      : null;

export const email = (value: string): string | null =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : 'This does not look like an e-mail address.';

export const notEmpty =
  (what: string) =>
  (value: string): string | null =>
    value.trim() === '' ? `Please give ${what}.` : null;
