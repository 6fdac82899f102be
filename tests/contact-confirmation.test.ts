import { expect, test } from 'vitest';
import type { ContactRequestPage } from '../api/contract-contact.ts';
import { AGENT, signIn } from './support/client.ts';
import { openMailbox } from './support/mailbox.ts';
import { dataDirectory, startProduct } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite } from './support/site.ts';

const ID = '0123456789abcdef0123456789abcdef';

for (const { side, skipped } of SIDES) {
  test.skipIf(skipped)(
    `${side}: sales hear of a request when its writer has confirmed the address, and not before`,
    async () => {
      const data = await dataDirectory(side);
      const mailbox = await openMailbox();
      const { id: site, key } = await makeOpenSite(data.path);
      const product = await startProduct(data.path, { environment: { CLEARPANE_SMTP_URL: mailbox.url } });
      try {
        const client = await signIn(product);
        const requests = async () =>
          (await client.call<ContactRequestPage>('GET', `/v1/sites/${site}/contact-requests`)).items;
        const answer = await fetch(`${product.ingest}/v1/contact`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain', 'user-agent': AGENT, 'x-forwarded-for': '203.0.113.9' },
          body: JSON.stringify({
            site: key,
            id: ID,
            name: 'Anna Berg',
            email: 'anna@northwind.co.uk',
            message: 'Please call me.',
          }),
        });
        expect(await answer.json()).toMatchObject({ code: 'confirm_email' });
        await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1);
        const [mail] = mailbox.mails;
        expect(mail?.to).toMatchObject({ value: [{ address: 'anna@northwind.co.uk' }] });
        expect(mail?.subject).toBe('Please confirm your request to Shop');
        // It may reach somebody who wrote nothing.
        expect(`${mail?.text}${mail?.html}`).not.toMatch(/Anna|call me/);
        const link = /http:\S+\/v1\/contact\/confirm\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
        expect(mail?.html).toContain(link);

        // Mail scanners look at links.
        const looked = await fetch(link);
        expect(await looked.text()).toContain('Confirm your request?');
        expect(await requests()).toEqual([]);
        await expect(
          client.call('PUT', `/v1/sites/${site}/contact-requests/${ID}/state`, { state: 'new' }),
        ).rejects.toThrow('404');
        // Another request's link can not be made from this one's.
        const forged = await fetch(
          link.replace(/confirm\/\w+/, `confirm/${Buffer.from('2').toString('base64url')}`),
        );
        expect(forged.status).toBe(404);

        const press = () =>
          fetch(link, {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(link).origin },
          });
        expect(await (await press()).text()).toContain('Your request is confirmed');
        const [request] = await requests();
        expect(request).toMatchObject({
          name: 'Anna Berg',
          message: 'Please call me.',
          confirmed: true,
          state: 'new',
        });
        expect(request?.confirmedAt).not.toBeNull();

        // Once: what sales did since stays as it is.
        await client.call('PUT', `/v1/sites/${site}/contact-requests/${ID}/state`, { state: 'answered' });
        expect((await press()).status).toBe(200);
        expect(await requests()).toEqual([]);
        expect(mailbox.mails).toHaveLength(1);
        // No name and no address in what the process says.
        expect(product.output()).not.toMatch(/anna/i);
      } finally {
        await product.stop();
        await mailbox.close();
        await data.remove();
      }
    },
    120_000,
  );
}
