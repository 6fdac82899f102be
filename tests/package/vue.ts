import { clearpane, useConsent } from 'clearpane/vue';
import { createApp, h } from 'vue';

const root = document.createElement('div');
document.body.append(root);
createApp({
  setup: () => {
    const status = useConsent();
    return () =>
      h(
        'button',
        { onClick: () => void window.clearpane?.consent.give() },
        status.value?.ask ? 'Yes' : 'Nothing to ask',
      );
  },
})
  .use(clearpane({ server: SERVER, site: 'cp_site' }))
  .mount(root);
