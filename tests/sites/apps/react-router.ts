/// <reference lib="dom" />
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, Navigate, Outlet, RouterProvider, useSearchParams } from 'react-router';

/** A shop with React Router: links, a redirect, a query that changes, a title that comes late. */
function Frame() {
  const [query, setQuery] = useSearchParams();
  return h(
    'main',
    null,
    ...['/', '/pricing', '/old', '/team'].map((to) =>
      h(Link, { key: to, to, id: `to${to.replaceAll('/', '-')}` }, to),
    ),
    h(
      'button',
      { type: 'button', id: 'sort', onClick: () => setQuery({ sort: query.get('sort') ? '' : 'price' }) },
      'Sort',
    ),
    h(Outlet),
  );
}

const page = (name: string) => () => {
  document.title = name;
  return h('h1', null, name);
};
const router = createBrowserRouter([
  {
    path: '/',
    Component: Frame,
    children: [
      { index: true, Component: page('Shop') },
      { path: 'pricing', Component: page('Pricing') },
      { path: 'old', element: h(Navigate, { to: '/new', replace: true }) },
      { path: 'new', Component: page('New') },
      {
        path: 'team',
        loader: () => new Promise((resolve) => setTimeout(() => resolve(null), 50)),
        Component: page('Team'),
      },
    ],
  },
]);
const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(h(RouterProvider, { router }));
