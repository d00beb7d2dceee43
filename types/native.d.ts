type NativeEvent<Detail> = { detail: Detail };

/** The project's native components, as Taro's React writes them: `onReady` listens to `ready`. */
interface NativePainted {
  facts: object;
  onReady: (event: NativeEvent<{ path: string }>) => void;
  onFailed: (event: NativeEvent<{ reason: 'canvas' | 'picture' | 'save' }>) => void;
}

declare namespace JSX {
  interface IntrinsicElements {
    'lt-share-card': NativePainted;
    'lt-poster': NativePainted;
  }
}
