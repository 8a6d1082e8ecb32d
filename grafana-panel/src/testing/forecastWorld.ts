import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import { NOW_MS } from './world';

const MINUTE_MS = 60_000;
const GI = 2 ** 30;

/** Memory that leaks towards its limit: measured until now, forecast in three percentiles after it. */
export function leakForecast(identity: Labels): DataFrame[] {
  const ahead = range(0, 150, 5);
  const at = (percentile: string, slope: number) =>
    series(
      'forecast',
      { ...identity, __name__: 'aionyx_forecast', signal: 'memory_working_set_bytes', percentile },
      ahead.map((m) => [m, GI * Math.min(2.05, 1.32 + slope * m + wave(m))])
    );
  const observed = range(-120, 0, 2).map((m): [number, number] => [
    m,
    GI * (1.32 + 0.0046 * m + wave(m)),
  ]);
  return [
    series('observed', { ...identity }, observed),
    at('10', 0.0021),
    at('50', 0.0044),
    at('90', 0.0083),
  ];
}

const wave = (m: number) => 0.025 * Math.sin(m / 7) + 0.012 * Math.sin(m / 2.3);

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step);
}

function series(refId: string, labels: Labels, points: [number, number][]): DataFrame {
  const times = points.map(([minutes]) => NOW_MS + minutes * MINUTE_MS);
  const values = points.map(([, value]) => value);
  return {
    refId,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: times },
      { name: 'Value', type: FieldType.number, config: {}, labels, values },
    ],
  };
}
