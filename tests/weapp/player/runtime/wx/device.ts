import { CAPSULE, HOME_BAR_PX, pageSize, STATUS_BAR_PX } from '../shell/phone';
import { note } from '../log';
import { doing } from './answer';

/** What the app may learn of the phone and of WeChat. */

const windowInfo = () => ({
  pixelRatio: devicePixelRatio,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  windowWidth: innerWidth,
  windowHeight: pageSize().height,
  statusBarHeight: STATUS_BAR_PX,
  screenTop: 0,
  safeArea: {
    left: 0,
    right: innerWidth,
    top: STATUS_BAR_PX,
    bottom: innerHeight - HOME_BAR_PX,
    width: innerWidth,
    height: innerHeight - STATUS_BAR_PX - HOME_BAR_PX,
  },
});
const deviceInfo = () => ({
  brand: 'iPhone',
  model: 'iPhone 14',
  system: 'iOS 17.5',
  platform: 'ios',
  abi: 'arm64',
  benchmarkLevel: 40,
  memorySize: 6144,
});
const baseInfo = () => ({
  SDKVersion: '3.8.0',
  version: '8.0.56',
  language: 'zh_CN',
  theme: 'light',
  enableDebug: false,
  fontSizeSetting: 17,
  fontSizeScaleFactor: 1,
  host: { appId: 'wx', env: 'WeChat' },
});
/** Old, and refused by the project's own checks; it is here because Taro asks for it where the new ones are missing. */
const systemInfo = () => ({ ...windowInfo(), ...deviceInfo(), ...baseInfo() });

const CAPSULE_TOP_PX = STATUS_BAR_PX + CAPSULE.fromStatusBar;
const capsule = () => ({
  width: CAPSULE.width,
  height: CAPSULE.height,
  top: CAPSULE_TOP_PX,
  bottom: CAPSULE_TOP_PX + CAPSULE.height,
  left: innerWidth - CAPSULE.fromRight - CAPSULE.width,
  right: innerWidth - CAPSULE.fromRight,
});

type NetworkListener = (state: { isConnected: boolean; networkType: string }) => void;
const networkListeners = new Set<NetworkListener>();
const network = () => ({ isConnected: navigator.onLine, networkType: navigator.onLine ? 'wifi' : 'none' });
for (const type of ['online', 'offline'])
  window.addEventListener(type, () => networkListeners.forEach((listener) => listener(network())));

let brightness = 0.5;

export const device = {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: baseInfo,
  getSystemInfoSync: systemInfo,
  getSystemInfo: doing('getSystemInfo', systemInfo),
  getSystemInfoAsync: doing('getSystemInfoAsync', systemInfo),
  getSystemSetting: () => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  }),
  getAppAuthorizeSetting: () => ({
    albumAuthorized: 'authorized',
    cameraAuthorized: 'authorized',
    locationAuthorized: 'authorized',
    notificationAuthorized: 'authorized',
  }),
  getAccountInfoSync: () => ({ miniProgram: { appId: 'wxlocal', envVersion: 'release', version: '0.0.0' } }),
  getMenuButtonBoundingClientRect: capsule,
  getNetworkType: doing('getNetworkType', network),
  onNetworkStatusChange: (listener: NetworkListener) => networkListeners.add(listener),
  offNetworkStatusChange: (listener?: NetworkListener) =>
    listener ? networkListeners.delete(listener) : networkListeners.clear(),
  setScreenBrightness: doing<{ value: number }>('setScreenBrightness', ({ value = 1 }) => {
    brightness = value;
    note('call', `setScreenBrightness ${value}`);
  }),
  getScreenBrightness: doing('getScreenBrightness', () => ({ value: brightness })),
  setKeepScreenOn: doing('setKeepScreenOn', () => undefined),
  vibrateShort: doing<{ type: string }>('vibrateShort', ({ type }) => note('call', `vibrateShort ${type ?? ''}`)),
  vibrateLong: doing('vibrateLong', () => note('call', 'vibrateLong')),
  setClipboardData: doing<{ data: string }>('setClipboardData', async ({ data = '' }) => {
    note('call', `setClipboardData ${data}`);
    // A page without the focus may not write; the phone's clipboard is not the browser's anyway.
    await navigator.clipboard?.writeText(data).catch(() => undefined);
  }),
  getClipboardData: doing('getClipboardData', async () => ({ data: await navigator.clipboard.readText() })),
  makePhoneCall: doing<{ phoneNumber: string }>('makePhoneCall', ({ phoneNumber }) =>
    note('call', `makePhoneCall ${phoneNumber}`),
  ),
  getBatteryInfoSync: () => ({ level: 80, isCharging: false }),
};
