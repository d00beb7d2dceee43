import { withId } from '../controls';
import { attachPull } from '../shell/pull';
import { define, type Host } from './define';

const THRESHOLD_PX = 50;
const REFRESHER_PX = 45;

const numberOr = (value: unknown, otherwise: number): number => {
  const number = Number.parseFloat(String(value ?? ''));
  return Number.isFinite(number) ? number : otherwise;
};

/** Tells of scrolling, and once of each end that it comes near. */
function listen({ element, values, fire }: Host): void {
  let last = { top: 0, left: 0 };
  let near = { lower: false, upper: true };
  element.addEventListener(
    'scroll',
    (event) => {
      event.stopImmediatePropagation();
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element;
      const deltaY = last.top - scrollTop;
      const deltaX = last.left - scrollLeft;
      last = { top: scrollTop, left: scrollLeft };
      fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY });
      const isVertical = values.scrollY === true;
      const at = isVertical ? scrollTop : scrollLeft;
      const left = isVertical ? scrollHeight - clientHeight - scrollTop : scrollWidth - clientWidth - scrollLeft;
      const lower = left <= numberOr(values.lowerThreshold, THRESHOLD_PX);
      const upper = at <= numberOr(values.upperThreshold, THRESHOLD_PX);
      if (lower && !near.lower) fire('scrolltolower', { direction: isVertical ? 'bottom' : 'right' });
      if (upper && !near.upper) fire('scrolltoupper', { direction: isVertical ? 'top' : 'left' });
      near = { lower, upper };
    },
    { capture: true },
  );
}

function scrollIntoView({ element, values }: Host, id: string): void {
  const target = id === '' ? undefined : withId(element, id);
  if (!target) return;
  const from = element.getBoundingClientRect();
  const to = target.getBoundingClientRect();
  element.scrollTo({
    top: values.scrollY === true ? element.scrollTop + to.top - from.top : element.scrollTop,
    left: values.scrollX === true ? element.scrollLeft + to.left - from.left : element.scrollLeft,
    behavior: values.scrollWithAnimation === true ? 'smooth' : 'auto',
  });
}

function setUp(host: Host): (name: string, value: unknown) => void {
  const { element, values, fire } = host;
  listen(host);
  const pull = attachPull({
    scroller: element,
    frame: element,
    isEnabled: () => values.refresherEnabled === true,
    refresh: () => fire('refresherrefresh', { dy: REFRESHER_PX }),
    thresholdPx: () => numberOr(values.refresherThreshold, REFRESHER_PX),
  });
  const behavior = (): ScrollBehavior => (values.scrollWithAnimation === true ? 'smooth' : 'auto');
  return (name, value) => {
    const isGiven = value !== null && value !== undefined && value !== '';
    if (name === 'scrollTop' && isGiven) element.scrollTo({ top: numberOr(value, 0), behavior: behavior() });
    if (name === 'scrollLeft' && isGiven) element.scrollTo({ left: numberOr(value, 0), behavior: behavior() });
    // What it leads to may be drawn by the same setData, after this.
    if (name === 'scrollIntoView' && isGiven) setTimeout(() => scrollIntoView(host, String(value)));
    if (name === 'refresherTriggered' && value !== true) {
      pull.stop();
      fire('refresherrestore');
    }
  };
}

export function defineScrollView(): void {
  define({
    tag: 'scroll-view',
    properties: {
      scrollX: 'boolean',
      scrollY: 'boolean',
      scrollTop: 'any',
      scrollLeft: 'any',
      scrollIntoView: 'string',
      scrollWithAnimation: 'boolean',
      upperThreshold: 'any',
      lowerThreshold: 'any',
      refresherEnabled: 'boolean',
      refresherTriggered: 'boolean',
      refresherThreshold: 'any',
      enhanced: 'boolean',
      enableFlex: 'boolean',
      showScrollbar: 'any',
    },
    shown: ['scrollX', 'scrollY', 'enableFlex'],
    setUp,
  });
}
