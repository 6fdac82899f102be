import type { Generated } from 'kysely';

/** How each try of a delivery went, and who wants no mail. */
export interface DeliveryTables {
  delivery_attempts: {
    seq: Generated<number>;
    delivery_id: string;
    at: Date;
    /** 'delivered', or the code of what went wrong. */
    code: string;
    /** Of HTTP or SMTP; null where nobody answered. */
    status: number | null;
    excerpt: string;
    took_ms: number;
  };
  mail_refusals: { person_id: string; at: Date };
}
