import { html } from '../../infra/html.ts';
import { UNCONFIRMED_DAYS } from '../../policy/contact-request.ts';
import { confirmationUrl } from './contact-link.ts';
import type { Mail } from './mailer.ts';
import { type Outcome, withheld } from './outcome.ts';
import type { DeliveryParts } from './parts.ts';
import { cut } from './words.ts';

/** Asks whoever sent a request whether the address is theirs. Nothing of what was written is read for it. */
export async function sendConfirmation(
  { database, publicUrl, mailer, unsubscribeKey }: DeliveryParts,
  { id, seq }: { id: string; seq: number },
): Promise<Outcome> {
  if (!mailer) return withheld('no_mail_server', 'No mail server is set; see CLEARPANE_SMTP_URL.');
  const request = await database.db
    .selectFrom('contact_requests')
    .innerJoin('sites', 'sites.id', 'contact_requests.site_id')
    .select(['contact_requests.email', 'sites.name as site'])
    .where('contact_requests.seq', '=', seq)
    .where('contact_requests.state', '=', 'unconfirmed')
    .executeTakeFirst();
  if (!request) return withheld('nothing_left', 'The request was confirmed or erased.');
  const link = confirmationUrl(publicUrl, seq, unsubscribeKey);
  return mailer.send(confirmationMail({ ...request, id, link, host: new URL(publicUrl).hostname }));
}

/** What somebody wrote is not repeated: the mail may reach a person who wrote nothing. */
function confirmationMail(of: { email: string; site: string; id: string; link: string; host: string }): Mail {
  const asked = `Somebody asked ${of.site} to be contacted, and gave this e-mail address.`;
  const yes = 'If that was you, open the link and confirm. Then your request is passed on.';
  const no = `If it was not you, do nothing: nobody reads the request, and it is erased after ${UNCONFIRMED_DAYS} days.`;
  return {
    to: { name: '', address: of.email },
    messageId: `<${of.id.replace(/[^\w.-]/g, '-')}@${of.host}>`,
    subject: cut(`Please confirm your request to ${of.site}`.replace(/\s+/g, ' '), 150),
    text: [asked, yes, of.link, '', no, ''].join('\n'),
    html: html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:16px;background:#ffffff;color:#1a1f26;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto"><p>${asked}</p><p>${yes}</p>
<p><a href="${of.link}" style="color:#0b57b7">Confirm your request</a></p><p>${no}</p></div></body></html>`
      .text,
    unsubscribeUrl: null,
  };
}
