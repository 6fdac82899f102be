import type { Role } from '../../../api/contract.ts';
import { ROLE_NAMES } from '../../parts/words.ts';

const ROLES: readonly Role[] = ['sales', 'privacy_officer', 'owner'];

export const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));
