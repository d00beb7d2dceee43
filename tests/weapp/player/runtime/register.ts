import { noteError } from './log';
import { runScript } from './loader';
import { app, appJson, pageJson } from './packed';
import { codeSpace } from './framework';

/** Pages and components, registered with the framework when they are first needed, as `lazyCodeLoading` has it. */
const registered = new Set<string>();

const componentPath = (from: string, named: string): string =>
  named.startsWith('/') ? named.slice(1) : new URL(named, `http://x/${from}`).pathname.slice(1);

export function addStyle(css: string): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  return style;
}

/** Registers a page or component with all that it uses. */
export function register(path: string): void {
  if (registered.has(path)) return;
  registered.add(path);
  const config = {
    ...pageJson(path),
    usingComponents: { ...appJson.usingComponents, ...pageJson(path).usingComponents },
  };
  for (const used of Object.values(config.usingComponents)) register(componentPath(path, used));
  codeSpace.addComponentStaticConfig(path, config as Parameters<typeof codeSpace.addComponentStaticConfig>[1]);
  const scope = app.scope[path];
  if (scope !== undefined) {
    codeSpace.addStyleSheet(path, undefined, scope);
    addStyle(app.css[path] ?? '');
  }
  const template = app.templates[path];
  if (template === undefined) return noteError(path, 'there is no such WXML');
  codeSpace.addCompiledTemplate(path, { groupList: app.templates, content: template } as unknown as Parameters<
    typeof codeSpace.addCompiledTemplate
  >[1]);
  if (app.js[path] === undefined) return noteError(path, 'there is no such script');
  codeSpace.componentEnv(path, (registers) => runScript(path, registers));
}
