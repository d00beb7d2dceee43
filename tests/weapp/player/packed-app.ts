/** What the packer hands to the runtime: the build's files, compiled where a browser cannot read them. */
export interface PackedApp {
  /** Scripts by path without extension, as text: the loader runs them. */
  js: Record<string, string>;
  /** Settings of pages and components; the app's own are `appJson`. */
  json: Record<string, PageJson>;
  appJson: AppJson;
  /** Style sheets as CSS. */
  css: Record<string, string>;
  /** Prefix of the class names of a component whose style sheet is its own. */
  scope: Record<string, string>;
  /** What WeChat's template compiler made, a generator a template. */
  templates: Record<string, unknown>;
}

export interface WindowJson {
  navigationStyle?: 'default' | 'custom';
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
}

export interface PageJson extends WindowJson {
  component?: boolean;
  usingComponents?: Record<string, string>;
}

export interface TabJson {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface AppJson {
  pages: string[];
  entryPagePath?: string;
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  usingComponents?: Record<string, string>;
  requiredPrivateInfos?: string[];
  window?: WindowJson;
  tabBar?: { color: string; selectedColor: string; backgroundColor: string; list: TabJson[] };
}
