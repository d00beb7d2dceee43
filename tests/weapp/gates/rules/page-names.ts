import { filesOf, pagesOf, textOf } from '../artefact';
import { complaint } from '../complaint';
import { namedIn } from './named-in';

/** A page as an address names it: with or without the slash, the query left out. */
const PAGE_IN_ADDRESS = /^\/?((?:[\w-]+\/)?pages\/[\w-]+\/[\w-]+)(?:\?.*)?$/s;

/** Addresses of pages that do not exist; WeChat finds out when somebody taps. Addresses put together are not seen. */
export function pageNameComplaints(dist: string): string[] {
  const pages = pagesOf(dist);
  // Taro puts the app's settings into it too, and these name pages within their subpackages.
  const inSettings = pages.map((page) => page.slice(page.indexOf('pages/')));
  return filesOf(dist, '.js').flatMap((name) => {
    const known = new Set(name === 'app.js' ? [...pages, ...inSettings] : pages);
    return [...namedIn(name, textOf(dist, name)).texts].flatMap((text) => {
      const page = PAGE_IN_ADDRESS.exec(text)?.[1];
      return page === undefined || known.has(page)
        ? []
        : [complaint(name, `names the page ${page}, which app.json has not`, 'correct the address, or list the page')];
    });
  });
}
