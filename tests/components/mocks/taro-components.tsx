import { createElement, type ReactNode } from 'react';

type Props = Record<string, unknown> & { children?: ReactNode };

/** What only WeChat understands; React would warn about it on a DOM element. */
const NATIVE_ONLY = new Set([
  'adjustPosition',
  'catchMove',
  'cursor',
  'enhanced',
  'focus',
  'hoverClass',
  'lazyLoad',
  'lowerThreshold',
  'mode',
  'onRefresherRefresh',
  'onScrollToLower',
  'openType',
  'placeholderClass',
  'refresherEnabled',
  'refresherTriggered',
  'scrollX',
  'scrollY',
  'showScrollbar',
]);

/** A light DOM stand-in for a Taro component: class, style, roles and taps pass through. */
const host = (tag: string, map: (props: Props) => Props = (props) => props) =>
  function Host(props: Props) {
    const kept = Object.fromEntries(Object.entries(map(props)).filter(([key]) => !NATIVE_ONLY.has(key)));
    const { children, ...rest } = kept as Props;
    return createElement(tag, rest, ...(children === undefined ? [] : [children]));
  };

type Handler = ((event: { detail: Record<string, unknown> }) => void) | undefined;

const inputProps = ({ onInput, maxlength, ...props }: Props): Props => ({
  ...props,
  maxLength: maxlength,
  type: 'text',
  onChange: (event: { target: { value: string } }) => (onInput as Handler)?.({ detail: { value: event.target.value } }),
});

const scrollProps = ({ onScroll, ...props }: Props): Props => ({
  ...props,
  onScroll: (event: { target: { scrollTop: number } }) =>
    (onScroll as Handler)?.({ detail: { scrollTop: event.target.scrollTop } }),
});

export const View = host('div');
export const Text = host('span');
export const Image = host('img');
export const Button = host('button');
export const Input = host('input', inputProps);
export const ScrollView = host('div', scrollProps);
export const CustomWrapper = host('div');
export const PageContainer = host('div');
export const Canvas = host('canvas');
export const Textarea = host('textarea', (props) => ({ ...inputProps(props), type: undefined }));
export const Swiper = host('div');
export const SwiperItem = host('div');
