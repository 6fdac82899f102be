/** What a person writes who asks to be contacted. */
export interface ContactFields {
  name: string;
  /** At work; free-mail addresses are refused. */
  email: string;
  message?: string;
}

/** What became of it. */
export interface ContactResult {
  ok: boolean;
  /**
   * `received`; `incomplete`, `invalid_email`, `free_mail`, `invalid_fields`: the person can put it right;
   * `contact_closed`: the site takes no requests; `rate_limited`, `unreachable`: later.
   */
  code: string;
  /** For the person, in English. */
  message: string;
}

/** Detail of the event `clearpane:contact`, which the form tells. */
export interface ContactDetail extends ContactResult {
  /** All that was sent. */
  sent: ContactFields;
}

/** The part that reads and sends; loaded where a form is marked for it. */
export interface ContactPart {
  send(fields: ContactFields): Promise<ContactResult>;
  /** Somebody submits a marked form. */
  submitted(form: HTMLFormElement): void;
}

/** What the part is told. It is handed over on the part's element, not by a global name. */
export interface ContactCore {
  readonly site: string;
  /** Origin of the server. */
  readonly origin: string;
  /** The part is there. */
  joined(part: ContactPart): void;
}

export type ContactElement = HTMLScriptElement & { contactCore?: ContactCore };

export const NOT_SENT: ContactResult = {
  ok: false,
  code: 'unreachable',
  message: 'Your request could not be sent; please try again.',
};
