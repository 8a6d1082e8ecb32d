import { useMemo } from 'react';
import { promQuery } from '../api/prometheus';

import { readAnswers, type Value } from '../domain/answers';
import { type Loaded, useLoaded } from './useLoaded';

export type Answers = Record<string, Value[]>;

/** Instant answers to named PromQL queries; the queries are a constant of the page. */
export function useSeries(
  uid: string | undefined,
  queries: Record<string, string>
): Loaded<Answers> {
  const load = useMemo(() => {
    const list = Object.entries(queries).map(([refId, expr]) => ({ refId, expr }));
    const run = async () => {
      const nowMs = Date.now();
      const frames = await promQuery(uid!, list, { fromMs: nowMs - 3_600_000, toMs: nowMs }, true);
      return readAnswers(frames, Object.keys(queries));
    };
    return uid ? run : () => Promise.reject(new Error('no Prometheus data source is configured'));
  }, [uid, queries]);
  return useLoaded(load);
}
