import { type PredictionJson, type PredictionsJson } from '../api/predictions';
import { seeded } from './random';

/** The instant at which every test world stands still. */
export const NOW_MS = Date.UTC(2026, 10, 20, 14, 0, 0);

const NAMESPACES = [
  ...[
    'checkout',
    'payments',
    'search',
    'catalog',
    'cart',
    'identity',
    'billing',
    'ingest',
    'stream',
    'reports',
  ],
  ...[
    'mail',
    'media',
    'pricing',
    'fraud',
    'geo',
    'chat',
    'orders',
    'stock',
    'ml-serving',
    'edge',
    'batch',
    'audit',
  ],
];
const APPS = ['api', 'worker', 'gateway', 'cache', 'indexer', 'scheduler'];
const REASONS: [string, string, 'high' | 'low', number, number, string][] = [
  ['memory_headroom_slope_30m', 'oom', 'low', -4.1e5, 1.2e4, 'bytes'],
  ['memory_working_set_ratio', 'oom', 'high', 0.94, 0.61, 'ratio'],
  ['page_faults_rate_15m', 'oom', 'high', 812, 24, '/s'],
  ['restarts_6h', 'crashloop', 'high', 3, 0, ''],
  ['disk_free_slope_2h', 'disk_full', 'low', -2.3e6, 1.1e4, 'bytes'],
  ['io_wait_ewma_5m', 'io_stall', 'high', 0.31, 0.02, 'ratio'],
  ['psi_memory_full_5m', 'oom', 'high', 0.18, 0.001, 'ratio'],
];

/** A world of so many pods, a handful of them about to fail. */
export function podWorld(count: number, seed = 7): PredictionsJson {
  const random = seeded(seed);
  const predictions = Array.from({ length: count }, (_, i) => pod(i, count, random));
  return { evaluatedAt: NOW_MS / 1000 - 12, predictions };
}

/** Nodes of one cluster over three zones, named as clouds name them. */
export function nodeWorld(count: number, seed = 11): PredictionsJson {
  const random = seeded(seed);
  const predictions = Array.from({ length: count }, (_, i) => {
    const node = `ip-10-${20 + (i % 3)}-${Math.floor(i / 3)}-${17 + ((i * 37) % 200)}`;
    return prediction('node', { cluster: 'prod-eu', node }, danger(i, count, random), random);
  });
  return { evaluatedAt: NOW_MS / 1000 - 12, predictions };
}

function pod(i: number, count: number, random: () => number): PredictionJson {
  const namespace = NAMESPACES[Math.floor(random() ** 1.6 * NAMESPACES.length)];
  const app = APPS[Math.floor(random() * APPS.length)];
  const id = Math.floor(random() * 36 ** 5)
    .toString(36)
    .padStart(5, '0');
  const labels = { cluster: 'prod-eu', namespace, pod: `${namespace}-${app}-${id}` };
  return prediction('pod', labels, danger(i, count, random), random);
}

/** Most are safe; one in sixty is watched, one in two hundred close to failing. */
function danger(i: number, count: number, random: () => number): number {
  const rank = (i * 7919) % count;
  if (rank < Math.max(3, count / 400)) {
    return 0.52 + random() * 0.4;
  }
  if (rank < Math.max(9, count / 150)) {
    return 0.3 + random() * 0.2;
  }
  return rank < Math.max(22, count / 40) ? 0.1 + random() * 0.2 : random() ** 3 * 0.09;
}

function prediction(
  entityKind: string,
  labels: Record<string, string>,
  probability: number,
  random: () => number
): PredictionJson {
  const spread = 0.03 + 0.12 * random();
  const middle = 60 * (16 + 25 * random() + 150 * (1 - probability) ** 2);
  const start = Math.floor(random() * REASONS.length);
  return {
    entityKind,
    labels,
    horizon: '2h',
    failureMode: 'any',
    model: `${entityKind}-failure-2h`,
    probability,
    lower: Math.max(0, probability - spread),
    upper: Math.min(1, probability + spread),
    etaSeconds: probability > 0.1 ? { 10: middle * 0.5, 50: middle, 90: middle * 2.1 } : null,
    contributions: probability > 0.1 ? reasons(start) : [],
    predictionId: probability > 0.3 ? `p-${start}-${Math.round(probability * 1e6)}` : undefined,
    state: probability > 0.3 ? 'open' : undefined,
  };
}

function reasons(start: number) {
  const shares = [0.41, 0.23, 0.14, 0.09, 0.06];
  const named = shares.map((share, i) => {
    const [feature, , direction, value, typical, unit] = REASONS[(start + i) % REASONS.length];
    return { feature, direction, share, value, typical, unit };
  });
  return [...named, { feature: 'other', direction: 'high', share: 0.07 }];
}

/** The same world seen at further horizons as well, as far as there is danger. */
export function atAllHorizons({ evaluatedAt, predictions }: PredictionsJson): PredictionsJson {
  const further: [string, number][] = [
    ['30m', 0.35],
    ['24h', 1.15],
  ];
  const scaled = predictions
    .filter((p) => p.probability > 0.1)
    .flatMap((p) => further.map(([horizon, factor]) => at(p, horizon, factor)));
  return { evaluatedAt, predictions: [...predictions, ...scaled] };
}

function at(p: PredictionJson, horizon: string, factor: number): PredictionJson {
  const scale = (value: number) => Math.min(0.99, value * factor);
  const [probability, lower, upper] = [p.probability, p.lower!, p.upper!].map(scale);
  return { ...p, horizon, probability, lower, upper };
}
