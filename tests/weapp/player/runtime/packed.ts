import type { AppJson, PackedApp, PageJson, WindowJson } from '../packed-app';

declare global {
  interface Window {
    lintuanPackedApp?: PackedApp;
  }
}

function packed(): PackedApp {
  if (!window.lintuanPackedApp) throw new Error('app-data.js did not run');
  return window.lintuanPackedApp;
}

/** What the packer made of the build. */
export const app: PackedApp = packed();
export const appJson: AppJson = app.appJson;

export const pageJson = (path: string): PageJson => app.json[path] ?? {};
/** A page's settings over the app's. */
export const windowOf = (path: string): WindowJson => ({ ...appJson.window, ...pageJson(path) });

export const tabPaths: readonly string[] = (appJson.tabBar?.list ?? []).map(({ pagePath }) => pagePath);

const subpackages = appJson.subPackages ?? appJson.subpackages ?? [];
/** Every page that app.json lists; no other one can be opened. */
export const pagePaths: readonly string[] = [
  ...appJson.pages,
  ...subpackages.flatMap(({ root, pages }) => pages.map((page) => `${root.replace(/\/$/, '')}/${page}`)),
];

export const entryPath = appJson.entryPagePath ?? appJson.pages[0] ?? '';
