import { entityOf, pathOf, selectorOf } from './entity';

describe('entityOf', () => {
  it('takes a pod by namespace and name, whatever node it names beside', () => {
    const pod = entityOf({ cluster: 'eu', namespace: 'shop', pod: 'cart-1', node: 'n7' })!;
    expect(pod).toMatchObject({ kind: 'pod', name: 'cart-1', namespace: 'shop', cluster: 'eu' });
    expect(pod.identity).toEqual({ cluster: 'eu', namespace: 'shop', pod: 'cart-1' });
  });

  it('gives the same key to every series of an entity', () => {
    const labels = { entity_kind: 'node', cluster: 'eu', node: 'n1' };
    const other = { ...labels, horizon: '2h', failure_mode: 'oom', feature: 'x', percentile: '50' };
    expect(entityOf(other)!.key).toBe(entityOf(labels)!.key);
  });

  it('tells entities of the same name in two clusters apart', () => {
    const [a, b] = ['eu', 'us'].map((cluster) => entityOf({ cluster, node: 'n1' })!.key);
    expect(a).not.toBe(b);
  });

  it('identifies a kind it does not know by the remaining labels', () => {
    const queue = entityOf({
      entity_kind: 'queue',
      cluster: 'eu',
      broker: 'b1',
      queue: 'orders',
      model: 'm',
    })!;
    expect(queue.identity).toEqual({ cluster: 'eu', broker: 'b1', queue: 'orders' });
  });

  it.each([[{}], [{ job: 'x' }], [{ entity_kind: 'pod' }]])('finds none in %j', (labels) => {
    expect(entityOf(labels as Record<string, string>)).toBeUndefined();
  });
});

describe('names of an entity', () => {
  const workload = entityOf({
    cluster: 'eu',
    namespace: 'a b',
    workload_kind: 'Deployment',
    workload: 'x/y',
  })!;

  it('makes a path of the identity without the cluster', () => {
    expect(pathOf(workload)).toBe('a%20b/Deployment/x%2Fy');
  });

  it('quotes label values in a selector', () => {
    expect(selectorOf({ node: 'a"b\\c' })).toBe('node="a\\"b\\\\c"');
  });
});
