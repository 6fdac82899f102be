/// <reference lib="dom" />
import { createApp, h } from 'vue';
import { createRouter, createWebHashHistory, createWebHistory, RouterLink, RouterView } from 'vue-router';

/** A shop with Vue Router: links, a redirect, a guard. Pages are in the fragment where the page says so. */
const page = (name: string) => ({
  render: () => {
    document.title = name;
    return h('h1', name);
  },
});
const router = createRouter({
  history: 'hash' in document.documentElement.dataset ? createWebHashHistory() : createWebHistory(),
  routes: [
    { path: '/', component: page('Shop') },
    { path: '/pricing', component: page('Pricing') },
    { path: '/old', redirect: '/new' },
    { path: '/new', component: page('New') },
    { path: '/team', component: page('Team') },
    { path: '/secret', component: page('Secret'), beforeEnter: () => false },
  ],
});
const root = document.createElement('div');
document.body.append(root);
createApp({
  render: () => [
    ...['/', '/pricing', '/old', '/team', '/secret', '/pricing?sort=price'].map((to) =>
      h(RouterLink, { key: to, to, id: `to${to.replaceAll(/[/?=]/g, '-')}` }, () => to),
    ),
    h(RouterView),
  ],
})
  .use(router)
  .mount(root);
