/** Where a picture is loaded from: WeChat shows cloud file ids itself, the preview serves them from the local cloud. */
export function pictureUrl(key: string): string {
  if (process.env.TARO_ENV !== 'h5') return key;
  return key.replace(/^cloud:\/\/[^/]+\//, '/dev/files/');
}
