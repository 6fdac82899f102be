import { type ContactDetail, startClearpane, watchConsent } from 'clearpane/tracker';

const clearpane = startClearpane({ server: SERVER, site: 'cp_site', contact: true });
const again = startClearpane({ server: SERVER, site: 'cp_other' });
watchConsent((status) => {
  document.title = `${status.ask} ${clearpane !== undefined && clearpane === again}`;
});
document.addEventListener('clearpane:contact', (event) => {
  const { ok, code }: ContactDetail = (event as CustomEvent<ContactDetail>).detail;
  document.title = `${ok} ${code}`;
});
