// The page that stands in for Grafana in the browser tests: the real @grafana packages, in one file.
const path = require('node:path');
const { source, typescript, resolve } = require('./webpack.shared.js');

// Grafana lends the router that its own links use; @grafana/ui brings it along.
const router = require.resolve('react-router-dom-v5-compat', {
  paths: [path.dirname(require.resolve('@grafana/ui/package.json'))],
});

module.exports = {
  mode: 'development',
  devtool: false,
  context: source,
  entry: path.resolve(source, 'browser/host.tsx'),
  cache: { type: 'filesystem', buildDependencies: { config: [__filename] } },
  module: {
    rules: [
      typescript,
      { include: source, resolve: { alias: { 'react-router$': router } } },
      { test: /\.m?js$/, resolve: { fullySpecified: false } },
      { test: /\.(css|svg|png|woff2?)$/, type: 'asset/source' },
    ],
  },
  resolve: {
    ...resolve,
    // Editors that no page of ours shows, and ten megabytes of them.
    alias: { 'monaco-editor': false, 'react-monaco-editor': false, '@monaco-editor/react': false },
  },
  output: { path: path.resolve(__dirname, 'dist-host'), filename: 'host.js', asyncChunks: false, clean: true },
  performance: { hints: false },
  ignoreWarnings: [/./],
  stats: 'errors-only',
};
