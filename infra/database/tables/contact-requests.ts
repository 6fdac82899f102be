import type { Generated } from 'kysely';
import type { KeptContactState } from '../../../policy/contact-request.ts';

/** People who asked to be contacted. */
export interface ContactRequestTables {
  contact_requests: {
    seq: Generated<number>;
    site_id: number;
    /** Made by the page: 32 hexadecimal digits. */
    id: string;
    name: string;
    email: string;
    /** Registrable domain of the e-mail. */
    domain: string;
    message: string;
    confirmed: boolean;
    /** When the link in the mail was pressed; null where the network agreed, or nobody was asked. */
    confirmed_at: Date | null;
    at: Date;
    state: Generated<KeptContactState>;
    answered_by: string | null;
    answered_at: Date | null;
    removed_by: string | null;
    removed_at: Date | null;
  };
}
