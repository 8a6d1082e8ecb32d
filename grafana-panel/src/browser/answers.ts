import { dataFrameToJSON, type DataFrame } from '@grafana/data';
import { framesOf } from '../api/predictions';
import { leakForecast } from '../testing/forecastWorld';
import { atAllHorizons, nodeWorld, NOW_MS, podWorld } from '../testing/world';
import { seriesAnswers } from './seriesAnswers';

const NODES = nodeWorld(180);
const PODS = podWorld(420);
const WORLD = atAllHorizons({
  ...NODES,
  predictions: [...NODES.predictions, ...PODS.predictions],
});

export const SETTINGS = {
  predictorUrl: 'http://aionyx:9201',
  bridgeUrl: 'http://aionyx-bridge:9202',
  prometheusUid: 'prom',
};

const urgent = NODES.predictions.reduce((a, b) => {
  return (b.etaSeconds?.[50] ?? Infinity) < (a.etaSeconds?.[50] ?? Infinity) ? b : a;
});

const minutesAgo = (minutes: number) => new Date(NOW_MS - minutes * 60_000).toISOString();

const GATES = [
  { gate: 'mode', verdict: 'allowed', reason: 'approve' },
  { gate: 'scope', verdict: 'allowed', reason: 'cluster prod-eu is on the list' },
  { gate: 'evidence', verdict: 'needs approval', reason: '41 of 59 outcomes, lower bound 0.88' },
  { gate: 'rate limit', verdict: 'allowed', reason: '9 of 10 tokens left' },
];

const APPROVALS = [
  {
    ...{ id: 'r-1', plan: '7f3a', action: 'cordon_node', playbook: 'node-memory', mode: 'approve' },
    ...{ phase: 'awaiting_approval', cluster: 'prod-eu', entity_kind: 'node' },
    entity: { node: urgent.labels.node },
    reason: 'memory runs out before its pods can move',
    parameters: { taint: 'aionyx.io/predicted:NoSchedule', unschedulable: true },
    next_at: minutesAgo(-11),
    gates: GATES,
  },
];

const pod = (namespace: string, name: string) => ({ namespace, pod: name });

const PAST: [string, object, string, string, string, string, number][] = [
  [
    'restart_pod',
    pod('checkout', 'checkout-api-7k2p9'),
    'approve',
    'succeeded',
    'score fell to 0.04',
    'ada',
    42,
  ],
  ['cordon_node', { node: urgent.labels.node }, 'advise', 'dry_run', 'mode is advise', '', 95],
  [
    'restart_pod',
    pod('search', 'search-indexer-0'),
    'approve',
    'denied',
    'a deploy is under way',
    'grace',
    171,
  ],
  [
    'restart_pod',
    pod('payments', 'payments-worker-z4'),
    'approve',
    'rolled_back',
    'not ready',
    'ada',
    388,
  ],
];

const HISTORY = PAST.map(([action, entity, mode, phase, reason, decided_by, minutes], i) => ({
  ...{ id: `r-${90 - i}`, action, entity, mode, phase, reason, decided_by, cluster: 'prod-eu' },
  updated_at: minutesAgo(minutes),
}));

const MODELS = [
  ['node-failure-2h', '3', 'failure', 'node', '2h', 'any', 0.41],
  ['pod-failure-2h', '5', 'failure', 'pod', '2h', 'oom', 0.52],
  ['pvc-full-24h', '1', 'failure', 'pvc', '24h', 'pvc_full', 0.6],
].map(([name, version, kind, entityKind, horizon, failureMode, threshold]) => ({
  ...{ name, version, kind, entityKind, horizon, failureMode, threshold },
  sha256: 'b4c1f09ad3e27715c0ffee12',
}));

const CHECKS = [
  { name: 'predictor', ok: true, message: 'The predictor answers.' },
  { name: 'bridge', ok: false, message: 'bridge: 401, the token is not the right one' },
];

/** What the app's back end answers here, by the end of its address. */
const RESOURCES: [RegExp, unknown][] = [
  [/\/predictions$/, { status: 'success', data: WORLD }],
  [/\/explanations\//, { status: 'success', data: urgent }],
  [/\/models$/, { status: 'success', data: { models: MODELS } }],
  [/\/actions\/approvals$/, { status: 'success', data: APPROVALS }],
  [/\/actions\/history$/, { status: 'success', data: HISTORY }],
  [/\/actions\/(pause|resume)$/, { status: 'success', data: { paused: false } }],
  [/feedback:useful/, Array.from({ length: 37 }, () => ({}))],
  [/feedback:noise/, Array.from({ length: 5 }, () => ({}))],
  [/\/test$/, { ok: true, checks: CHECKS }],
];

interface Request {
  url: string;
  method?: string;
  data?: { queries?: { refId: string; expr: string }[] };
}

export function answer({ url, data }: Request): unknown {
  if (url.startsWith('/api/ds/query')) {
    return { results: Object.fromEntries((data?.queries ?? []).map((q) => [q.refId, result(q)])) };
  }
  return RESOURCES.find(([pattern]) => pattern.test(url))?.[1];
}

function result({ refId, expr }: { refId: string; expr: string }) {
  return {
    status: 200,
    frames: frames(refId, expr).map((frame) => dataFrameToJSON({ ...frame, refId })),
  };
}

function frames(refId: string, expr: string): DataFrame[] {
  if (refId === 'forecast' || refId === 'observed') {
    return leakForecast(urgent.labels).filter((frame) => frame.refId === refId);
  }
  return /failure_probability/.test(expr) ? framesOf(WORLD).slice(0, 1) : seriesAnswers(expr);
}
