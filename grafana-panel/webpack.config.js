// Three plugins in one folder: the app, its nested risk panel and its nested data source.
// Each is an AMD module of its own, so that Grafana can load a panel without loading the app.
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const { version } = require('./package.json');
const { source, typescript, resolve } = require('./webpack.shared.js');

const dist = path.resolve(__dirname, 'dist');

/** What Grafana lends to a plugin at run time. */
const externals = [
  'react',
  'react-dom',
  'react-router',
  'rxjs',
  '@emotion/css',
  /^@grafana\/(ui|runtime|data)$/,
];

const fill = (content) =>
  content
    .toString()
    .replaceAll('%VERSION%', version)
    .replaceAll('%TODAY%', (process.env.SOURCE_DATE ?? new Date().toISOString()).slice(0, 10));

const copies = (folder, extra) =>
  new CopyPlugin({
    patterns: [
      { from: 'plugin.json', context: folder, transform: fill },
      { from: 'img/**/*', context: folder, noErrorOnMissing: true },
      ...extra,
    ],
  });

const plugin = (mode, name, folder, extra = []) => ({
  name,
  mode,
  context: source,
  devtool: mode === 'production' ? 'source-map' : 'eval-source-map',
  entry: { module: path.resolve(source, folder, 'module.tsx') },
  externals,
  module: { rules: [typescript] },
  resolve,
  output: {
    path: path.resolve(dist, folder),
    filename: '[name].js',
    library: { type: 'amd' },
    uniqueName: name,
  },
  // One file a plugin: nothing is fetched later, so no public path can be wrong behind a sub-path.
  optimization: { splitChunks: false },
  performance: { maxAssetSize: 300_000, maxEntrypointSize: 300_000, hints: 'error' },
  plugins: [copies(path.resolve(source, folder), extra)],
  stats: 'errors-warnings',
});

module.exports = (_env, { mode = 'production' }) => [
  plugin(mode, 'aionyx-failureprediction-app', '.', [
    { from: 'README.md', context: source, transform: fill },
    { from: '../LICENSE', context: __dirname, to: 'LICENSE', toType: 'file' },
    { from: 'CHANGELOG.md', context: __dirname },
    // The pictures which the browser tests take are those which the catalogue shows.
    { from: '*-dark.png', context: path.resolve(__dirname, 'docs'), to: 'img' },
  ]),
  plugin(mode, 'aionyx-risk-panel', 'panels/risk'),
  plugin(mode, 'aionyx-predictions-datasource', 'datasource'),
];
