import { expect, test } from 'vitest';
import { mayApprove } from './may-approve.ts';

const draft = { state: 'DRAFT', superseded: false, mine: false } as const;

test('another officer approves a draft, its author does not', () => {
  expect(mayApprove(draft, 'privacy_officer', 'two')).toBe('yes');
  expect(mayApprove({ ...draft, mine: true }, 'privacy_officer', 'two')).toBe('own');
});

test('an owner approves only where there is one officer', () => {
  expect(mayApprove(draft, 'owner', 'two')).toBe('no');
  expect(mayApprove(draft, 'owner', 'one')).toBe('yes');
});

test('what is concluded or replaced stays as it is', () => {
  expect(mayApprove({ ...draft, state: 'APPROVED' }, 'privacy_officer', 'two')).toBe('no');
  expect(mayApprove({ ...draft, superseded: true }, 'privacy_officer', 'two')).toBe('no');
});
