import { type Labels } from '@grafana/data';

/** What may fail. `name` is the shortest name that is unique beside its namespace. */
export interface Entity {
  key: string;
  kind: string;
  name: string;
  cluster: string;
  namespace: string;
  /** The identity labels of the kind and `cluster`: enough to select the entity in PromQL. */
  identity: Labels;
}

/** The identity labels of each kind, as kube-state-metrics names them; the last one is the name. */
const IDENTITY: Record<string, string[]> = {
  node: ['node'],
  pod: ['namespace', 'pod'],
  workload: ['namespace', 'workload_kind', 'workload'],
  pvc: ['namespace', 'persistentvolumeclaim'],
  service: ['namespace', 'service'],
};

/** Labels which describe the sample or its origin and never name the entity. */
const NOT_IDENTITY = new Set([
  ...['__name__', 'cluster', 'entity_kind', 'instance', 'job', 'prometheus', 'replica'],
  ...['direction', 'failure_mode', 'feature', 'horizon', 'model', 'model_version', 'percentile'],
  ...['prediction_id', 'signal', 'zone', 'pool', 'state', 'severity'],
]);

/** Most specific first: a pod series often carries its node as well. */
const KINDS_BY_LABEL: [string, string][] = [
  ['pod', 'pod'],
  ['persistentvolumeclaim', 'pvc'],
  ['workload', 'workload'],
  ['service', 'service'],
  ['node', 'node'],
];

function kindOf(labels: Labels): string | undefined {
  return labels.entity_kind ?? KINDS_BY_LABEL.find(([label]) => labels[label])?.[1];
}

function identityNames(kind: string, labels: Labels): string[] {
  return IDENTITY[kind] ?? Object.keys(labels).filter((name) => !NOT_IDENTITY.has(name));
}

/** The entity that a label set names, or undefined when it names none. */
export function entityOf(labels: Labels): Entity | undefined {
  const kind = kindOf(labels);
  if (!kind) {
    return undefined;
  }
  const names = identityNames(kind, labels).filter((name) => labels[name]);
  if (names.length === 0) {
    return undefined;
  }
  const identity: Labels = labels.cluster ? { cluster: labels.cluster } : {};
  names.forEach((name) => (identity[name] = labels[name]));
  return {
    key: [kind, labels.cluster ?? '', ...names.map((name) => labels[name])].join('|'),
    kind,
    name: labels[names[names.length - 1]],
    cluster: labels.cluster ?? '',
    namespace: labels.namespace ?? '',
    identity,
  };
}

/** The name by which the predictor's API knows the entity: identity values without the cluster. */
export function pathOf(entity: Entity): string {
  return Object.entries(entity.identity)
    .filter(([name]) => name !== 'cluster')
    .map(([, value]) => encodeURIComponent(value))
    .join('/');
}

/** A PromQL selector body, such as `cluster="eu",node="n1"`. */
export function selectorOf(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');
}
