import { FieldType } from '@grafana/data';
import { framesOf } from '../api/predictions';
import { rangeFrame, tableFrame } from '../testing/frames';
import { nodeWorld, NOW_MS, podWorld } from '../testing/world';
import { byLeadTime } from './risk';
import { doubtOf, horizonSeconds, readRisks } from './riskModel';

const NODE = { cluster: 'eu', entity_kind: 'node', node: 'n1' };
const SCORE = { ...NODE, horizon: '2h', failure_mode: 'any', model: 'm' };
const at = (value: number): [number, number][] => [[NOW_MS - 30_000, value]];
const read = (frames: ReturnType<typeof rangeFrame>[], horizon = '') =>
  readRisks(frames, { horizon, nowMs: NOW_MS });

describe('readRisks', () => {
  it('joins probability, bounds, time and contributions of one entity', () => {
    const { risks } = read([
      rangeFrame('aionyx_failure_probability', SCORE, at(0.83)),
      rangeFrame('aionyx_failure_probability_lower', SCORE, at(0.71)),
      rangeFrame('aionyx_failure_probability_upper', SCORE, at(0.91)),
      rangeFrame(
        'aionyx_failure_eta_seconds',
        { ...NODE, failure_mode: 'any', percentile: '50' },
        at(1440)
      ),
      rangeFrame(
        'aionyx_failure_eta_seconds',
        { ...NODE, failure_mode: 'any', percentile: '90' },
        at(3000)
      ),
      contribution('other', 'high', 0.5),
      contribution('io_wait', 'high', 0.1),
      contribution('memory_headroom', 'low', 0.4),
    ]);
    expect(risks).toHaveLength(1);
    expect(risks[0]).toMatchObject({
      probability: 0.83,
      lower: 0.71,
      upper: 0.91,
      horizon: '2h',
      model: 'm',
    });
    expect(risks[0].eta).toEqual({ p10: undefined, p50: 1440, p90: 3000 });
    expect(risks[0].contributions.map((one) => one.feature)).toEqual([
      'memory_headroom',
      'io_wait',
      'other',
    ]);
  });

  it('reads instant tables as it reads series', () => {
    const { risks } = read([
      tableFrame('probability', [SCORE, { ...SCORE, node: 'n2' }], [0.2, 0.4], NOW_MS),
    ]);
    expect(risks.map((risk) => [risk.entity.name, risk.probability])).toEqual([
      ['n1', 0.2],
      ['n2', 0.4],
    ]);
  });

  it('reads a single table with a column for each series, as the live channel sends it', () => {
    const frame = tableFrame(
      'A',
      [{ entity_kind: 'node', node: 'n1', horizon: '2h' }],
      [0.6],
      NOW_MS
    );
    const column = (name: string, value: number, labels = {}) => {
      return { name, type: FieldType.number, config: {}, labels, values: [value] };
    };
    frame.fields.splice(-1, 1, column('aionyx_failure_probability', 0.6));
    frame.fields.push(column('aionyx_failure_probability_lower', 0.4));
    frame.fields.push(column('aionyx_failure_eta_seconds', 900, { percentile: '50' }));
    expect(read([frame]).risks).toMatchObject([
      { probability: 0.6, lower: 0.4, eta: { p50: 900 } },
    ]);
  });

  it('knows an aggregated query by its refId, since the name of the metric is gone', () => {
    const frame = {
      ...rangeFrame('', { cluster: 'eu', node: 'n1' }, at(0.6)),
      refId: 'probability',
    };
    expect(read([frame]).risks[0]).toMatchObject({ probability: 0.6, failureMode: 'any' });
  });

  it('prefers the mode "any" and lists the single modes', () => {
    const { risks } = read([
      rangeFrame('aionyx_failure_probability', { ...SCORE, failure_mode: 'oom' }, at(0.9)),
      rangeFrame('aionyx_failure_probability', SCORE, at(0.7)),
    ]);
    expect(risks[0].probability).toBe(0.7);
    expect(risks[0].modes).toEqual([{ failureMode: 'oom', probability: 0.9 }]);
  });

  it.each([
    ['', '2h', 0.5],
    ['30m', '30m', 0.2],
    ['48h', '2h', 0.5],
  ])('asked for horizon "%s" shows %s', (wanted, shown, probability) => {
    const frames = [
      rangeFrame('aionyx_failure_probability', { ...SCORE, horizon: '30m' }, at(0.2)),
      rangeFrame('aionyx_failure_probability', SCORE, at(0.5)),
    ];
    const model = read(frames, wanted);
    expect(model.horizons).toEqual(['30m', '2h']);
    expect(model.horizon).toBe(shown);
    expect(model.risks[0].probability).toBe(probability);
  });

  it('takes the last value that is not in the future, and skips gaps', () => {
    const points: [number, number | null][] = [
      [NOW_MS - 60_000, 0.3],
      [NOW_MS - 30_000, null],
      [NOW_MS + 60_000, 0.9],
    ];
    expect(
      read([rangeFrame('aionyx_failure_probability', SCORE, points)]).risks[0].probability
    ).toBe(0.3);
  });

  it('adds zone and pool of the node, also to a pod that runs there', () => {
    const pod = { cluster: 'eu', entity_kind: 'pod', namespace: 'shop', pod: 'p1', horizon: '2h' };
    const { risks } = read([
      rangeFrame('aionyx_failure_probability', pod, at(0.5)),
      rangeFrame(
        'kube_pod_info',
        { cluster: 'eu', namespace: 'shop', pod: 'p1', node: 'n1' },
        at(1)
      ),
      rangeFrame(
        'kube_node_labels',
        {
          cluster: 'eu',
          node: 'n1',
          label_topology_kubernetes_io_zone: 'a',
          label_karpenter_sh_nodepool: 'spot',
        },
        at(1)
      ),
    ]);
    expect(risks[0].labels).toMatchObject({
      zone: 'a',
      pool: 'spot',
      node: 'n1',
      namespace: 'shop',
    });
  });

  it('has no risks where nothing was scored', () => {
    expect(read([]).risks).toEqual([]);
    expect(read([rangeFrame('up', { job: 'x' }, at(1))]).risks).toEqual([]);
  });

  it('reads the API and the series alike', () => {
    const world = nodeWorld(40);
    const { risks } = readRisks(framesOf(world), { horizon: '', nowMs: NOW_MS });
    expect(risks).toHaveLength(40);
    const shares = risks.flatMap((risk) => (risk.contributions.length > 0 ? [sum(risk)] : []));
    expect(shares.length).toBeGreaterThan(5);
    shares.forEach((share) => expect(share).toBeCloseTo(1));
    expect(risks.some((risk) => risk.state === 'open')).toBe(true);
  });

  it('reads five thousand entities well within a second', () => {
    const frames = framesOf(podWorld(5000));
    const start = performance.now();
    expect(readRisks(frames, { horizon: '', nowMs: NOW_MS }).risks).toHaveLength(5000);
    process.stdout.write(`5,000 entities read in ${Math.round(performance.now() - start)} ms\n`);
  });

  function contribution(feature: string, direction: string, share: number) {
    return rangeFrame(
      'aionyx_failure_contribution_ratio',
      { ...NODE, horizon: '2h', feature, direction },
      at(share)
    );
  }
});

const sum = (risk: { contributions: { share: number }[] }) =>
  risk.contributions.reduce((total, { share }) => total + share, 0);

describe('byLeadTime', () => {
  it('puts the soonest first, then the likeliest, then those without a time', () => {
    const { risks } = readRisks(framesOf(podWorld(400)), { horizon: '', nowMs: NOW_MS });
    const sorted = [...risks].sort(byLeadTime);
    const times = sorted.flatMap((risk) => risk.eta?.p50 ?? []);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const untimed = sorted.slice(times.length).map((risk) => risk.probability);
    expect(untimed).toEqual([...untimed].sort((a, b) => b - a));
  });
});

describe('doubtOf', () => {
  it.each([
    [NOW_MS - 30_000, 0.4, 0.6, undefined],
    [NOW_MS - 121_000, 0.4, 0.6, 'stale'],
    [NOW_MS, undefined, 0.6, 'no interval'],
    [NOW_MS, 0.2, 0.8, 'wide interval'],
  ])('of a score at %d between %s and %s is %s', (time, lower, upper, doubt) => {
    expect(doubtOf(time, lower, upper, NOW_MS)).toBe(doubt);
  });
});

describe('horizonSeconds', () => {
  it.each([
    ['15m', 900],
    ['2h', 7200],
    ['48h', 172_800],
    ['', 0],
    ['soon', 0],
  ])('of "%s" is %d', (horizon, seconds) => expect(horizonSeconds(horizon)).toBe(seconds));
});
