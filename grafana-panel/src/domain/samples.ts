import { type DataFrame, type Field, FieldType, type Labels } from '@grafana/data';

export interface Point {
  timeMs: number;
  value: number;
}

/** One series as a query answered it, whatever the shape of the frame it came in. */
export interface Sample {
  metric: string;
  labels: Labels;
  /** In order of time, without gaps; at least one. */
  points: Point[];
  field: Field;
  rowIndex: number;
}

/**
 * Aggregations such as `max by (node)` drop the metric's name. A query named after its role
 * (refId `probability`, `lower`, ...) keeps its meaning.
 */
const METRIC_BY_REF_ID: Record<string, string> = {
  probability: 'aionyx_failure_probability',
  lower: 'aionyx_failure_probability_lower',
  upper: 'aionyx_failure_probability_upper',
  eta: 'aionyx_failure_eta_seconds',
  contribution: 'aionyx_failure_contribution_ratio',
  contributions: 'aionyx_failure_contribution_ratio',
  forecast: 'aionyx_forecast',
  observed: 'observed',
  prediction: 'aionyx_prediction_info',
};

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

function metricOf(labels: Labels, frame: DataFrame, field: Field): string {
  const named = [labels.__name__, field.name, frame.name].find(
    (name) => name && METRIC_NAME.test(name) && /^(aionyx_|kube_)/.test(name)
  );
  return named ?? METRIC_BY_REF_ID[frame.refId ?? ''] ?? '';
}

function pointsOf(time: Field | undefined, value: Field): Point[] {
  const points: Point[] = [];
  for (let row = 0; row < value.values.length; row++) {
    const number = value.values[row] as number | null;
    if (number !== null && Number.isFinite(number)) {
      points.push({ timeMs: (time?.values[row] as number | undefined) ?? 0, value: number });
    }
  }
  return points;
}

/** A table holds its labels in string columns: each row is a series with one point. */
function fromTable(frame: DataFrame, time: Field | undefined, texts: Field[], value: Field) {
  return value.values.flatMap((number: number | null, rowIndex): Sample[] => {
    if (number === null || !Number.isFinite(number)) {
      return [];
    }
    const labels: Labels = { ...value.labels };
    texts
      .filter((text) => text.values[rowIndex])
      .forEach((text) => (labels[text.name] = String(text.values[rowIndex])));
    const timeMs = (time?.values[rowIndex] as number | undefined) ?? 0;
    const metric = metricOf(labels, frame, value);
    return [{ metric, labels, points: [{ timeMs, value: number }], field: value, rowIndex }];
  });
}

function fromSeries(frame: DataFrame, time: Field | undefined, value: Field): Sample[] {
  const points = pointsOf(time, value);
  const labels = value.labels ?? {};
  const rowIndex = value.values.length - 1;
  const metric = metricOf(labels, frame, value);
  return points.length === 0 ? [] : [{ metric, labels, points, field: value, rowIndex }];
}

function samplesOf(frame: DataFrame): Sample[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const texts = frame.fields.filter((field) => field.type === FieldType.string);
  const values = frame.fields.filter((field) => field.type === FieldType.number);
  return values.flatMap((value) =>
    texts.length > 0 ? fromTable(frame, time, texts, value) : fromSeries(frame, time, value)
  );
}

/** Reads time series (one or many per frame) and instant tables alike, by metric name. */
export function readSamples(frames: DataFrame[]): Map<string, Sample[]> {
  const byMetric = new Map<string, Sample[]>();
  for (const sample of frames.flatMap(samplesOf)) {
    const samples = byMetric.get(sample.metric);
    if (samples) {
      samples.push(sample);
    } else {
      byMetric.set(sample.metric, [sample]);
    }
  }
  return byMetric;
}

/** The last point that is not in the future: forecasts may share a range with measurements. */
export function lastPoint(sample: Sample, nowMs: number): Point | undefined {
  for (let i = sample.points.length - 1; i >= 0; i--) {
    if (sample.points[i].timeMs <= nowMs) {
      return sample.points[i];
    }
  }
  return undefined;
}
