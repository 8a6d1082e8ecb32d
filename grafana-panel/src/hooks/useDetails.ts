import { type DataFrame } from '@grafana/data';
import { useCallback, useMemo } from 'react';
import { explain } from '../api/explanations';
import { promQuery } from '../api/prometheus';
import { forecastQuery } from '../domain/explore';
import { type Forecast, readForecasts } from '../domain/forecast';
import { type Contribution, type Risk } from '../domain/risk';
import { observedQuery } from '../domain/signals';
import { useLoaded } from './useLoaded';

const HOUR_MS = 3_600_000;

export interface Details {
  contributions: Contribution[];
  forecasts: Forecast[];
  notes: string[];
}

interface Sources {
  frames: DataFrame[];
  prometheusUid?: string;
  backend: boolean;
}

/**
 * What the card shows beyond the risk itself, fetched for one entity on demand: a query of all
 * forecasts and explanations of 5,000 entities would serve no one.
 */
export function useDetails(risk: Risk | undefined, sources: Sources): Details {
  const explained = useExplained(risk, sources.backend);
  const { forecasts, problem } = useForecasts(risk, sources);
  const notes = [
    problem && `No forecast: ${problem}`,
    explained.error && `No raw values: ${explained.error.message}`,
  ].filter((note) => note !== undefined && note !== '');
  const contributions = explained.value?.length ? explained.value : (risk?.contributions ?? []);
  return { contributions, forecasts, notes: notes as string[] };
}

function useExplained(risk: Risk | undefined, backend: boolean) {
  const [key, horizon] = [risk?.key, risk?.horizon];
  // The risk is a new object after each query; its key and horizon say whether to ask again.
  const entity = useStable(risk?.entity, key);
  const load = useMemo(
    () => (backend && entity && horizon !== undefined ? () => explain(entity, horizon) : undefined),
    [backend, entity, horizon]
  );
  return useLoaded(load);
}

function useForecasts(risk: Risk | undefined, { frames, prometheusUid }: Sources) {
  const given = useMemo(() => (risk ? readForecasts(frames, risk.entity) : []), [frames, risk]);
  const stable = useStable(risk, risk?.key);
  const missing = given.length === 0 && prometheusUid !== undefined && stable !== undefined;
  const load = useCallback(() => fetchForecasts(stable!, prometheusUid!), [stable, prometheusUid]);
  const { value, error } = useLoaded(missing ? load : undefined);
  return { forecasts: given.length > 0 ? given : (value ?? []), problem: error?.message };
}

async function fetchForecasts(risk: Risk, uid: string): Promise<Forecast[]> {
  const nowMs = Date.now();
  const span = { fromMs: nowMs, toMs: nowMs + 6 * HOUR_MS };
  const ahead = await promQuery(
    uid,
    [{ refId: 'forecast', expr: forecastQuery(risk) }],
    span,
    false
  );
  const [forecast] = readForecasts(ahead, risk.entity);
  const observed = forecast && observedQuery(risk.entity, forecast.signal);
  if (!observed) {
    return forecast ? [forecast] : [];
  }
  const past = { fromMs: nowMs - 2 * HOUR_MS, toMs: nowMs };
  const before = await promQuery(uid, [{ refId: 'observed', expr: observed }], past, false);
  return readForecasts([...before, ...ahead], risk.entity);
}

function useStable<T>(value: T, key: unknown): T {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the value
  return useMemo(() => value, [key]);
}
