import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import { NOW_MS } from '../testing/world';

type Row = [Labels, number];

const MODELS: Labels[] = [
  { model: 'node-failure-2h', failure_mode: 'any' },
  { model: 'pod-failure-2h', failure_mode: 'oom' },
  { model: 'pod-failure-2h', failure_mode: 'crashloop' },
  { model: 'pvc-full-24h', failure_mode: 'pvc_full' },
];

const each = (rows: Labels[], values: number[]): Row[] =>
  rows.map((labels, i) => [labels, values[i]]);

/** Plausible answers, by the series that a query names; the first match counts. */
const ANSWERS: [RegExp, Row[]][] = [
  [/resolved_total/, outcomes([118, 23, 9, 14, 6])],
  [/by \(le, model/, each(MODELS, [3020, 2710, 1490, 40_100])],
  [/lead_time/, [[{}, 2580]]],
  [/precision_ratio/, each(MODELS, [0.94, 0.97, 0.9, 0.71])],
  [/precision_lower_bound/, each(MODELS, [0.88, 0.95, 0.82, 0.6])],
  [/recall/, each(MODELS, [0.81, 0.88, 0.74, 0.92])],
  [/false_alarms/, each(MODELS, [0.13, 0.07, 0.21, 0.02])],
  [/brier/, each(MODELS, [0.041, 0.028, 0.057, 0.09])],
  [/calibration/, each(MODELS, [0.012, 0.009, 0.027, 0.05])],
  [/drift/, drift()],
  [/promotion_state/, promotion('state')],
  [/promotion_evidence/, promotion('left')],
  [/breaker/, [[{}, 0]]],
  [/paused/, [[{}, 0]]],
  [/rate_limited/, [[{}, 2]]],
  [/success_ratio/, [[{}, 0.94]]],
  [/chain_valid/, [[{}, 1]]],
  [/exhaustion/, exhaustion()],
  [/headroom/, [[{ resource: 'memory', node: 'ip-10-20-0-17', cluster: 'prod-eu' }, 0.06]]],
  [/sum\(aionyx_waste/, [[{}, 4.12]]],
  [/waste/, waste()],
  [/savings/, [[{}, 862.4]]],
  [/cost_forecast/, [[{}, 391.2]]],
  [/cpu_cores/, requests([0.42, 1.1])],
  [/memory_bytes/, requests([3.2e8, 1.1e9])],
];

function outcomes(counts: number[]): Row[] {
  const names = ['true_positive', 'averted', 'false_positive', 'missed', 'unverifiable'];
  return names.map((outcome, i) => [{ outcome }, counts[i]]);
}

function drift(): Row[] {
  const features = [
    'memory_headroom_slope_30m',
    'io_wait_ewma_5m',
    'restarts_6h',
    'page_faults_rate_15m',
  ];
  return features.map((feature, i) => [
    { model: 'pod-failure-2h', feature },
    [0.31, 0.12, 0.05, 0.02][i],
  ]);
}

function promotion(part: 'state' | 'left'): Row[] {
  const rows: [string, string, string, number][] = [
    ['oom', 'restart_pod', 'approve', 0],
    ['any', 'cordon_node', 'advise', 18],
    ['crashloop', 'rollback', 'shadow', 41],
  ];
  return rows.map(([failure_mode, action, state, left]) => {
    return part === 'state'
      ? [{ failure_mode, action, state }, 1]
      : [{ failure_mode, action }, left];
  });
}

function exhaustion(): Row[] {
  const at = (namespace: string, persistentvolumeclaim: string): Labels => {
    return { cluster: 'prod-eu', namespace, persistentvolumeclaim, resource: 'volume_bytes' };
  };
  return [
    [at('search', 'data-indexer-0'), 19_800],
    [at('payments', 'wal-postgres-1'), 93_600],
    [at('ingest', 'buffer-kafka-2'), 262_000],
  ];
}

function waste(): Row[] {
  const of = (namespace: string, workload: string, resource: string) => ({
    namespace,
    workload,
    resource,
  });
  return [
    [of('batch', 'reports', 'cpu'), 1.84],
    [of('search', 'indexer', 'memory'), 1.21],
    [of('media', 'transcoder', 'cpu'), 0.66],
  ];
}

function requests([api, indexer]: number[]): Row[] {
  return [
    [{ namespace: 'checkout', workload: 'api', container: 'app' }, api],
    [{ namespace: 'search', workload: 'indexer', container: 'indexer' }, indexer],
  ];
}

/** One frame a series, as Prometheus' data source answers an instant query. */
export function seriesAnswers(expr: string): DataFrame[] {
  const rows = ANSWERS.find(([pattern]) => pattern.test(expr))?.[1] ?? [];
  return rows.map(([labels, value]) => ({
    length: 1,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [NOW_MS] },
      { name: 'Value', type: FieldType.number, config: {}, labels, values: [value] },
    ],
  }));
}
