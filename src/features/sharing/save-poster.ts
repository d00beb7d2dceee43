import Taro from '@tarojs/taro';

/** refused: the person does not let the album be written to; cancelled: not this time. */
export type Saved = 'saved' | 'refused' | 'cancelled' | 'failed';

const CANCELLED = /cancel/;
const REFUSED = /auth|deny|denied|privacy/;

/** Keeps a picture in the phone's album; a browser downloads it. */
export async function savePoster(path: string): Promise<Saved> {
  if (process.env.TARO_ENV === 'h5') return download(path);
  try {
    await Taro.saveImageToPhotosAlbum({ filePath: path });
    return 'saved';
  } catch (error) {
    const words = (error as { errMsg?: string }).errMsg ?? '';
    if (CANCELLED.test(words)) return 'cancelled';
    return REFUSED.test(words) ? 'refused' : 'failed';
  }
}

function download(href: string): Saved {
  Object.assign(document.createElement('a'), { href, download: '海报.jpg' }).click();
  return 'saved';
}

/** Opens the settings, where the album can be allowed; whether it is now. */
export async function askForAlbum(): Promise<boolean> {
  const { authSetting } = await Taro.openSetting();
  return authSetting['scope.writePhotosAlbum'] === true;
}

/** WeChat's menu of a picture: send, keep, save. Where it is missing, the picture alone, full screen. */
export async function openImageMenu(path: string, landing: string): Promise<void> {
  const menu = { path, needShowEntrance: true, entrancePath: landing };
  const open = Taro.canIUse('showShareImageMenu')
    ? Taro.showShareImageMenu(menu)
    : Taro.previewImage({ urls: [path], current: path });
  // Closing it is no failure.
  await open.catch(() => undefined);
}
