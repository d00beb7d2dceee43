const isPreview = process.env.TARO_ENV === 'h5';

// Read by Taro's build only; the tests bring their own presets (jest.config.js).
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: isPreview ? 'usage' : false,
        // The phones that package.json's browserslist names, which Taro's own preset would not read: without this
        // every async function and class ships as ES5, and the main package is 38 KiB larger.
        ...(isPreview ? {} : { targets: { ios: '12', chrome: '70' } }),
      },
    ],
  ],
};
