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
    id: 'plan-7f3a',
    action: 'cordon_node',
    labels: urgent.labels,
    reason: 'memory runs out before its pods can move',
    requestedBy: 'aionyx-bridge',
    expiresAt: minutesAgo(-11),
    preview: `- spec.unschedulable: false\n+ spec.unschedulable: true\n+ taint aionyx.io/predicted:NoSchedule`,
    gates: GATES,
  },
];

const HISTORY = [
  [
    'restart_pod',
    'checkout/checkout-api-7k2p9',
    'approve',
    'succeeded',
    'score fell from 0.81 to 0.04',
    'ada',
    42,
  ],
  ['cordon_node', urgent.labels.node, 'advise', 'dry_run', 'mode is advise', 'aionyx', 95],
  [
    'scale_workload',
    'search/Deployment/indexer',
    'approve',
    'denied',
    'a deploy is under way',
    'grace',
    171,
  ],
  [
    'restart_pod',
    'payments/payments-worker-z41x0',
    'approve',
    'rolled_back',
    'not ready after 120 s',
    'ada',
    388,
  ],
].map(([action, target, mode, result, reason, who, minutes], i) => ({
  ...{ id: String(90 - i), action, target, mode, result, reason, who },
  time: minutesAgo(minutes as number),
}));

const MODELS = [
  ['node-failure-2h', '3', 'gradient boosting', 'advise', 0.93, 0.88],
  ['pod-failure-2h', '5', 'gradient boosting', 'approve', 0.96, 0.95],
  ['pvc-full-24h', '1', 'forecast', 'shadow', 0.71, 0.6],
].map(([name, version, kind, mode, precision, lowerBound]) => ({
  ...{ name, version, kind, mode, precision, lowerBound, format: 'onnx' },
  sha256: 'b4c1f09ad3e27715c0ffee12',
  trainedAt: minutesAgo(60 * 24 * 3),
}));

/** What the app's back end answers here, by the end of its address. */
const RESOURCES: [RegExp, unknown][] = [
  [/\/predictions$/, { status: 'success', data: WORLD }],
  [/\/explanations\//, { status: 'success', data: urgent }],
  [/\/models$/, { status: 'success', data: { models: MODELS } }],
  [/\/actions\/approvals$/, { status: 'success', data: { approvals: APPROVALS } }],
  [/\/actions\/history$/, { status: 'success', data: { history: HISTORY } }],
  [/\/actions\/(pause|resume)$/, { status: 'success', data: { paused: false } }],
  [/feedback:useful/, Array.from({ length: 37 }, () => ({}))],
  [/feedback:noise/, Array.from({ length: 5 }, () => ({}))],
  [/\/health$/, { status: 'OK', message: 'Predictor 0.1.0 and bridge 0.1.0 answer' }],
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
