import { pageTemplate } from './page.ts';
import type { SitePolicy } from './site-policy.ts';
import { pathMatcher } from './topics.ts';

/** What a policy says of a page by its path alone. Paths are as a URL holds them, percent signs and all. */
export interface PageRules {
  isSpecial: (pathname: string) => boolean;
  isForChildren: (pathname: string) => boolean;
}

export function pageRules({ pages }: Pick<SitePolicy, 'pages'>): PageRules {
  const special = pathMatcher(pages.special);
  const children = pathMatcher(pages.children);
  return {
    isSpecial: (pathname) => {
      const path = decodePath(pathname);
      // An officer may have named the page as reports show it.
      return special(path) || special(pageTemplate(path));
    },
    isForChildren: (pathname) => children(decodePath(pathname)),
  };
}

/** `/he%61lth` is `/health`. */
function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
