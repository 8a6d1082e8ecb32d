import {
  type DataFrame,
  type DataQueryRequest,
  LoadingState,
  type PanelData,
  type TimeRange,
  dateTime,
} from '@grafana/data';
import { framesOf } from '../api/predictions';
import { leakForecast } from '../testing/forecastWorld';
import { nodeWorld, NOW_MS, podWorld } from '../testing/world';
import { nodeLabels } from '../testing/zones';

const timeRange: TimeRange = {
  from: dateTime(NOW_MS - 3_600_000),
  to: dateTime(NOW_MS),
  raw: { from: 'now-1h', to: 'now' },
};

function done(series: DataFrame[]): PanelData {
  const datasource = { type: 'prometheus', uid: 'prom' };
  const request = { targets: [{ refId: 'A', datasource }], endTime: NOW_MS } as DataQueryRequest;
  return { state: LoadingState.Done, series, timeRange, request };
}

/** The named states in which a panel may find itself. */
export const SCENARIOS: Record<string, () => PanelData> = {
  nodes: () => {
    const world = nodeWorld(180);
    const urgent = world.predictions.reduce((a, b) => (lead(b) < lead(a) ? b : a));
    return done([...framesOf(world), nodeLabels(world), ...leakForecast(urgent.labels)]);
  },
  pods: () => done(framesOf(podWorld(640))),
  thousands: () => done(framesOf(podWorld(5000))),
  empty: () => done([]),
  error: () => ({
    state: LoadingState.Error,
    series: [],
    timeRange,
    errors: [{ message: 'connection refused: http://prometheus:9090' }],
  }),
};

const lead = (p: { etaSeconds?: Record<string, number> | null }) => p.etaSeconds?.[50] ?? Infinity;
