import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';
import TsconfigPathsPlugin from 'tsconfig-paths-webpack-plugin';

const cssModules = {
  enable: false,
  config: { namingPattern: 'module', generateScopedName: '[name]__[local]___[hash:base64:5]' },
} as const;

/** A shopper's column on a wide window is 480 px, so one design rpx stops growing at 480 / 750 px. */
const COLUMN_PX = 480;
const DESIGN_WIDTH = 750;
/** Design px in one rem: Taro's own ratio for a 750 design with a base of 20. */
const PX_PER_REM = 40;

export default defineConfig<'webpack5'>(async () => {
  process.env.BROWSERSLIST_ENV = process.env.NODE_ENV;
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'lintuan',
    date: '2026-11-01',
    designWidth: DESIGN_WIDTH,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    plugins: [path.resolve(__dirname, 'aria/plugin.ts')],
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    // The preview is never shipped: a quick minifier halves the time of the first start. The mini-program keeps terser.
    ...(process.env.TARO_ENV === 'h5'
      ? ({ jsMinimizer: 'esbuild', esbuild: { minify: { enable: true, config: { target: 'es2018' } } } } as const)
      : // Chinese as it is takes half of what it takes escaped.
        { terser: { config: { output: { ascii_only: false } } } }),
    mini: {
      // `baseLevel` is read at run time but is missing from Taro's types.
      ...({ baseLevel: 8 } as object),
      optimizeMainPackage: { enable: true },
      // A limit of 0 counts as unset; 1 keeps pictures as files, so that no base64 travels through setData.
      imageUrlLoaderOption: { limit: 1 },
      // Components are styled by their own classes only, so the order of their files does not matter.
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: true, config: {} }, cssModules },
      webpackChain(chain) {
        chain.resolve.plugin('tsconfig-paths').use(TsconfigPathsPlugin);
      },
    },
    h5: {
      publicPath: '/app/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: {
          enable: true,
          config: { baseFontSize: 20, minRootSize: 1, maxRootSize: (PX_PER_REM * COLUMN_PX) / DESIGN_WIDTH },
        },
        cssModules,
      },
      webpackChain(chain) {
        chain.resolve.plugin('tsconfig-paths').use(TsconfigPathsPlugin);
        // Taro's own splitting copies its components into every page.
        chain.optimization.splitChunks({
          chunks: 'all',
          maxInitialRequests: 20,
          maxAsyncRequests: 20,
          minSize: 20000,
          cacheGroups: {
            default: false,
            defaultVendors: false,
            taro: {
              name: 'taro',
              test: /node_modules[\\/](@tarojs|react|react-dom|scheduler|@stencil|swiper|hammerjs)[\\/]/,
              priority: 20,
              reuseExistingChunk: true,
            },
            vendors: {
              name: 'vendors',
              test: /node_modules/,
              chunks: 'initial',
              priority: 10,
              reuseExistingChunk: true,
            },
          },
        });
        chain.performance.hints(false);
      },
    },
  };
  return config;
});
