import { type Entity, selectorOf } from './entity';

type Query = (selector: string, by: string) => string;

const sum = (metric: string, only: string): Query => {
  return (selector, by) => `sum by (${by}) (${metric}{${selector},${only}})`;
};

/**
 * The measurements behind the common signals, for the part of a chart before now. A signal that is
 * not here is drawn from now on only.
 */
const QUERIES: Record<string, Query> = {
  'pod/memory_working_set_bytes': sum('container_memory_working_set_bytes', 'container!=""'),
  'pod/cpu_usage_cores': (selector, by) =>
    `sum by (${by}) (rate(container_cpu_usage_seconds_total{${selector},container!=""}[5m]))`,
  'pvc/volume_used_bytes': (selector, by) =>
    `max by (${by}) (kubelet_volume_stats_used_bytes{${selector}})`,
  'pvc/volume_available_bytes': (selector, by) =>
    `min by (${by}) (kubelet_volume_stats_available_bytes{${selector}})`,
  'node/memory_working_set_bytes': sum('container_memory_working_set_bytes', 'id="/"'),
};

export function observedQuery(entity: Entity, signal: string): string | undefined {
  const query = QUERIES[`${entity.kind}/${signal}`];
  return query?.(selectorOf(entity.identity), Object.keys(entity.identity).join(','));
}
