import path from 'node:path';
import type { IPluginContext } from '@tarojs/service';

interface MiniPlatform {
  runtimePath?: string | string[];
  template?: { mergeComponents(ctx: IPluginContext, patch: Record<string, Record<string, string>>): void };
}

/**
 * Taro's templates leave the reader attributes out, so WeChat would never see a role or a label.
 * This plugin adds them to the components that carry them, at build time (templates) and at run time (aliases).
 * The two attribute lists must agree: see runtime.js.
 */
export default (ctx: IPluginContext) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: MiniPlatform) {
      if (!platform.template) return;
      const patch = { 'aria-role': '', 'aria-label': '' };
      platform.template.mergeComponents(ctx, { View: patch, Text: patch, Image: patch, Button: patch, Input: patch });
      const before = platform.runtimePath ?? [];
      platform.runtimePath = [...(Array.isArray(before) ? before : [before]), path.resolve(__dirname, 'runtime.js')];
    },
  });
};
