import { type DataFrame } from '@grafana/data';
import { type Entity } from './entity';
import { horizonSeconds } from './riskModel';
import { type Point, readSamples, type Sample } from './samples';

export interface BandPoint {
  timeMs: number;
  low: number;
  middle: number;
  high: number;
}

/** What a signal did and what it will do: measurements up to now, percentiles after it. */
export interface Forecast {
  signal: string;
  observed: Point[];
  band: BandPoint[];
}

/** Forecasts of one entity, those with the longest view first. */
export function readForecasts(frames: DataFrame[], entity: Entity): Forecast[] {
  const samples = readSamples(frames);
  const own = (metric: string) => (samples.get(metric) ?? []).filter((s) => isOf(s, entity));
  const observed = own('observed');
  const points = [
    ...own('aionyx_forecast').flatMap(servedAhead),
    ...own('aionyx_forecast_value').flatMap(writtenNow),
  ];
  return [...new Set(points.map((point) => point.signal))]
    .map((signal) => ({
      signal,
      observed: observed.find((s) => (s.labels.signal ?? signal) === signal)?.points ?? [],
      band: bandOf(points.filter((point) => point.signal === signal)),
    }))
    .sort((a, b) => b.band.length - a.band.length);
}

function isOf({ labels }: Sample, entity: Entity): boolean {
  return Object.entries(entity.identity).every(
    ([name, value]) => labels[name] === value || (name === 'cluster' && !labels.cluster)
  );
}

interface PercentilePoint extends Point {
  signal: string;
  percentile: number;
}

function servedAhead({ labels, points }: Sample): PercentilePoint[] {
  const { signal = '', percentile = '50' } = labels;
  return points.map((point) => ({ ...point, signal, percentile: Number(percentile) }));
}

/** The stored twin carries the present timestamp and says by its horizon when it will hold. */
function writtenNow({ labels, points }: Sample): PercentilePoint[] {
  const { signal = '', percentile = '50', horizon = '' } = labels;
  const last = points[points.length - 1];
  const timeMs = last.timeMs + horizonSeconds(horizon) * 1000;
  return [{ timeMs, value: last.value, signal, percentile: Number(percentile) }];
}

/** Outermost percentiles make the band, the one nearest the median its line. */
function bandOf(points: PercentilePoint[]): BandPoint[] {
  const byTime = new Map<number, PercentilePoint[]>();
  points.forEach((point) => byTime.set(point.timeMs, [...(byTime.get(point.timeMs) ?? []), point]));
  return [...byTime]
    .sort(([a], [b]) => a - b)
    .map(([timeMs, at]) => {
      const values = at.map((point) => point.value);
      const middle = at.reduce((a, b) => (offMedian(b) < offMedian(a) ? b : a)).value;
      return { timeMs, low: Math.min(...values), middle, high: Math.max(...values) };
    });
}

const offMedian = (point: PercentilePoint) => Math.abs(point.percentile - 50);
