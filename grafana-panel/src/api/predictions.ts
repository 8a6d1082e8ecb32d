import { type DataFrame, FieldType, type Labels } from '@grafana/data';

/** A prediction as the predictor's API gives it. Fields it may leave out are optional. */
export interface PredictionJson {
  entityKind: string;
  labels: Labels;
  horizon: string;
  failureMode?: string;
  model?: string;
  probability: number;
  lower?: number | null;
  upper?: number | null;
  etaSeconds?: Record<string, number> | null;
  contributions?: ContributionJson[] | null;
  predictionId?: string;
  state?: string;
  outcome?: string;
}

export interface ContributionJson {
  feature: string;
  direction?: string;
  share: number;
  value?: number | null;
  /** What is usual for the feature. */
  typical?: number | null;
  unit?: string;
}

export interface PredictionsJson {
  /** Unix seconds; null before the first evaluation. */
  evaluatedAt: number | null;
  predictions: PredictionJson[];
}

interface Row {
  labels: Labels;
  value: number | null | undefined;
}

/**
 * Predictions as the frames that the same series would make, one table a metric: panel, pages and
 * data source then read one shape, wherever it came from.
 */
export function framesOf({ evaluatedAt, predictions }: PredictionsJson): DataFrame[] {
  const rows = (of: (prediction: PredictionJson) => Row[]) => predictions.flatMap(of);
  const single = (value: (prediction: PredictionJson) => number | null | undefined) =>
    rows((p) => [{ labels: labelsOf(p), value: value(p) }]);
  const tables: [string, Row[]][] = [
    ['aionyx_failure_probability', single((p) => p.probability)],
    ['aionyx_failure_probability_lower', single((p) => p.lower)],
    ['aionyx_failure_probability_upper', single((p) => p.upper)],
    ['aionyx_failure_eta_seconds', rows(etaRows)],
    ['aionyx_failure_contribution_ratio', rows(contributionRows)],
    ['aionyx_prediction_info', rows(infoRows)],
  ];
  return tables.map(([metric, all]) => table(metric, all, (evaluatedAt ?? 0) * 1000));
}

function labelsOf(p: PredictionJson): Labels {
  const { failureMode = 'any', model = '' } = p;
  return {
    ...p.labels,
    entity_kind: p.entityKind,
    horizon: p.horizon,
    failure_mode: failureMode,
    model,
  };
}

function etaRows(p: PredictionJson): Row[] {
  return Object.entries(p.etaSeconds ?? {}).map(([percentile, value]) => ({
    labels: { ...labelsOf(p), percentile },
    value,
  }));
}

function contributionRows(p: PredictionJson): Row[] {
  return (p.contributions ?? []).map(({ feature, direction = 'high', share }) => ({
    labels: { ...labelsOf(p), feature, direction },
    value: share,
  }));
}

function infoRows(p: PredictionJson): Row[] {
  const state = p.outcome ?? p.state;
  const prediction_id = p.predictionId ?? '';
  return state || prediction_id
    ? [{ labels: { ...labelsOf(p), prediction_id, state: state ?? 'open' }, value: 1 }]
    : [];
}

function table(metric: string, all: Row[], timeMs: number): DataFrame {
  const rows = all.filter((row) => Number.isFinite(row.value));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.labels)))];
  const text = (name: string) => rows.map((row) => row.labels[name] ?? '');
  return {
    name: metric,
    length: rows.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: rows.map(() => timeMs) },
      ...names.map((name) => ({ name, type: FieldType.string, config: {}, values: text(name) })),
      { name: metric, type: FieldType.number, config: {}, values: rows.map((row) => row.value) },
    ],
  };
}
