// Two kinds of test: `unit` runs in jsdom, `browser` drives a headless Chromium over the built bundles.
process.env.TZ = 'UTC';

const transform = {
  '^.+\\.(mjs|[jt]sx?)$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' } },
  ],
};

// These packages ship ES modules only.
const esModules = [
  '@grafana/schema',
  '@wojtekmaj/date-utils',
  'd3',
  'd3-[a-z-]+',
  'get-user-locale',
  'internmap',
  'delaunator',
  'robust-predicates',
  'marked',
  'memoize',
  'mimic-function',
  'ol',
  'react-calendar',
  'react-colorful',
  'rxjs',
  'uuid',
];

module.exports = {
  projects: [
    {
      displayName: 'unit',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['<rootDir>/src/browser/'],
      modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/backend', '<rootDir>/sdk'],
      setupFilesAfterEnv: ['<rootDir>/src/testing/setup.ts'],
      moduleNameMapper: {
        '\\.(css|svg)$': '<rootDir>/src/testing/asset.ts',
        'react-inlinesvg': '<rootDir>/src/testing/asset.ts',
      },
      moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'jsx', 'json', 'node'],
      transform,
      transformIgnorePatterns: [`node_modules/(?!(${esModules.join('|')})/)`],
    },
    {
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/src/browser/**/*.test.ts'],
      modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/backend', '<rootDir>/sdk'],
      transform,
    },
  ],
};
