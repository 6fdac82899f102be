import { startClearpane } from 'clearpane/tracker';

// Each line is a mistake that the types must see.
startClearpane({ site: 'cp_site' });
startClearpane({ server: SERVER, site: 7 });
startClearpane({ server: SERVER, site: 'cp_site', banner: 'yes' });
startClearpane({ server: SERVER, site: 'cp_site' }).pageview();
startClearpane({ server: SERVER, site: 'cp_site' })?.consent.give(['everything']);
startClearpane({ server: SERVER, site: 'cp_site' })?.contact?.({ name: 'Anna' });
