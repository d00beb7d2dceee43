import * as glassEasel from 'glass-easel';
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { BUILT_IN_TAGS } from '../built-in-tags';
import { playerLengths } from '../units';
import { dispatch } from './events';
import { note, noteError } from './log';
import { pageSize } from './shell/phone';

/** WeChat's component framework, set up for one window. */

const tags = new Set(BUILT_IN_TAGS);

/** Makes elements as WeChat's view layer does: built-ins never are HTML's own, inline styles may use its lengths. */
function createElement(tag: string): HTMLElement {
  const element = document.createElement(tags.has(tag) ? `wx-${tag}` : tag);
  element.setAttribute = (name: string, value: string) =>
    Element.prototype.setAttribute.call(element, name, name === 'style' ? playerLengths(value) : value);
  return element;
}

class PlayerBackend extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super();
    this.document = {
      createElement,
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    } as unknown as typeof this.document;
    this.onEvent(dispatch);
  }

  override getWindowHeight(): number {
    return pageSize().height;
  }

  /**
   * glass-easel asks the browser to cancel every touch of the window once a single element catches touches, which would
   * keep the pages from scrolling; which touch an element caught is decided in `dispatch`.
   */
  override setListenerStats(
    ...[element, type, capture, mutLevel]: Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>
  ): void {
    const isTouch = type.startsWith('touch');
    super.setListenerStats(element, type, capture, isTouch ? 0 : mutLevel);
  }
}

glassEasel.globalOptions.throwGlobalError = false;
glassEasel.addGlobalErrorListener((error, method) => {
  noteError(method ?? 'component', error);
  return false;
});
glassEasel.addGlobalWarningListener((message) => {
  note('warning', message);
  return false;
});

const environment = new MiniProgramEnv();
export const backend = environment.associateBackend(new PlayerBackend());
export const codeSpace = environment.createCodeSpace('', true);
/** Where the built-in components are defined. */
export const builtInSpace = new glassEasel.ComponentSpace();
