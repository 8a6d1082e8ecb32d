const path = require('node:path');

const source = path.resolve(__dirname, 'src');

/** Compiles TypeScript; types are checked by `npm run typecheck`, not here. */
const typescript = {
  test: /\.[jt]sx?$/,
  include: source,
  use: {
    loader: 'swc-loader',
    options: { jsc: { target: 'es2020', parser: { syntax: 'typescript', tsx: true } } },
  },
};

module.exports = {
  source,
  typescript,
  resolve: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
};
