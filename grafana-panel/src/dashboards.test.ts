import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../dashboards');

const UIDS: Record<string, string> = {
  'capacity-cost.json': 'aionyx-capacity-cost',
  'entity.json': 'aionyx-entity',
  'fleet-risk.json': 'aionyx-fleet-risk',
  'model-quality.json': 'aionyx-model-quality',
  'remediation.json': 'aionyx-remediation',
  'self-monitoring.json': 'aionyx-self-monitoring',
};

/** Grafana's own panels and ours: a dashboard that needs more would not open everywhere. */
const PANELS = ['aionyx-risk-panel', 'bargauge', 'row', 'stat', 'table', 'timeseries'];

interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

interface Source {
  type: string;
  uid: string;
}

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: Place;
  datasource?: Source;
  targets?: { expr: string; refId: string; datasource: Source }[];
}

interface Dashboard {
  uid: string;
  schemaVersion: number;
  tags: string[];
  panels: Panel[];
  templating: { list: { name: string; type: string; definition?: string }[] };
  annotations: { list: { expr?: string; datasource: Source }[] };
}

const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Dashboard;
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const boards = files.map((file) => [file, read(file)] as const);

const SERIES = new Map(
  readFileSync(join(FOLDER, 'series.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t') as [string, string])
);

/** Series of others, on which the dashboards lean. */
const FOREIGN = new Set(['kube_node_labels', 'kube_pod_info']);

function queriesOf({ panels, annotations }: Dashboard): string[] {
  const own = panels.flatMap((panel) => (panel.targets ?? []).map((target) => target.expr));
  return [...own, ...annotations.list.flatMap(({ expr }) => expr ?? [])];
}

/** Puts a value in the place of each variable, as Grafana does before it asks. */
function filled(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$cluster', '.*')
    .replaceAll('$kind', 'node')
    .replaceAll('$entity', 'n1');
}

it('are the six that are promised, under uids that links may rely upon', () => {
  expect(Object.fromEntries(boards.map(([file, { uid }]) => [file, uid]))).toEqual(UIDS);
});

describe.each(boards)('%s', (_, board) => {
  it('lets the reader choose data source and cluster', () => {
    const [datasource, cluster] = board.templating.list;
    expect(datasource).toMatchObject({ name: 'datasource', type: 'datasource' });
    expect(cluster).toMatchObject({ name: 'cluster', type: 'query' });
    expect(board.tags).toContain('aionyx');
    expect(board.schemaVersion).toBe(39);
  });

  it('asks only the chosen data source', () => {
    const sources = board.panels.flatMap((panel) => [
      panel.datasource?.uid,
      ...(panel.targets ?? []).map((target) => target.datasource.uid),
    ]);
    const asked = new Set(sources.filter(Boolean));
    board.annotations.list.forEach(({ datasource }) => asked.add(datasource.uid));
    asked.delete('-- Grafana --');
    expect([...asked]).toEqual(['${datasource}']);
  });

  it('uses panels that every Grafana with this app has, and explains each', () => {
    board.panels.forEach((panel) => {
      expect(PANELS).toContain(panel.type);
      expect(panel.title).not.toBe('');
      if (panel.type !== 'row') {
        expect(panel.description).toBeTruthy();
        expect(panel.targets?.length).toBeGreaterThan(0);
      }
    });
    expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
  });

  it('places panels inside the grid and apart from each other', () => {
    const taken = new Set<string>();
    for (const { gridPos, title } of board.panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (const field of fields(gridPos)) {
        expect(taken.has(field) ? `${title} overlaps at ${field}` : '').toBe('');
        taken.add(field);
      }
    }
  });

  it('names only series that exist', () => {
    const names = queriesOf(board).flatMap(
      (expr) => filled(expr).match(/\b(aionyx|kube)_[a-z0-9_]+/g) ?? []
    );
    expect(names.length).toBeGreaterThan(5);
    expect([...new Set(names)].filter((name) => !isKnown(name))).toEqual([]);
  });

  it('takes rates over the interval that suits the scrape interval', () => {
    const rates = queriesOf(board).flatMap((expr) => expr.match(/\brate\([^)]*\)/g) ?? []);
    rates.forEach((rate) => expect(rate).toContain('[$__rate_interval]'));
  });
});

function* fields({ x, y, w, h }: Place) {
  for (let column = x; column < x + w; column++) {
    for (let row = y; row < y + h; row++) {
      yield `${column}/${row}`;
    }
  }
}

/** A histogram answers by its parts; a name that ends in an underscore is the start of a pattern. */
function isKnown(name: string): boolean {
  const [base, part] = /^(.*?)(_bucket|_sum|_count)?$/.exec(name)!.slice(1);
  const whole = SERIES.has(name) || FOREIGN.has(name);
  return whole || (Boolean(part) && SERIES.get(base) === 'histogram') || name.endsWith('_');
}

describe('PromQL', () => {
  const promtool = spawnSync('promtool', ['--version']).error === undefined;
  if (!promtool) {
    process.stderr.write(
      '\nSKIPPED: the PromQL of the dashboards is not checked: there is no promtool.\n'
    );
  }

  (promtool ? it : it.skip)('parses, every query of every dashboard', () => {
    const queries = boards.flatMap(([file, board]) => {
      return queriesOf(board).map((expr, i) => ({
        record: `dashboard:query:${nameOf(file)}${i}`,
        expr: filled(expr),
      }));
    });
    const file = join(mkdtempSync(join(tmpdir(), 'dashboards-')), 'rules.json');
    // JSON is YAML: what promtool reads needs no other writer.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboards', rules: queries }] }));
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain(`${queries.length} rules found`);
  });
});

const nameOf = (file: string) => file.replace('.json', '').replaceAll('-', '_');
