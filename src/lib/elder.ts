import { useSyncExternalStore } from 'react';
import { keep, readKept } from './storage';

/** 大字版: one choice for the whole app, kept on the device. */

const KEY = 'elder';
const listeners = new Set<() => void>();
let chosen: boolean | undefined;

const isElder = (): boolean => (chosen ??= readKept<boolean>(KEY)?.data ?? false);

export function setElder(on: boolean): void {
  chosen = on;
  keep(KEY, { data: on, heardAt: Date.now() });
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export const useElder = (): boolean => useSyncExternalStore(subscribe, isElder, isElder);
