import { framesOf } from '../api/predictions';
import { seeded } from '../testing/random';
import { NOW_MS, podWorld } from '../testing/world';
import { autoGroup, groupRisks } from './grouping';
import { cellAt, hit, layOut, type Layout } from './layout';
import { move } from './moves';
import { readRisks } from './riskModel';

function worldLayout(count: number, width: number, height: number): Layout {
  const { risks } = readRisks(framesOf(podWorld(count)), { horizon: '', nowMs: NOW_MS });
  return layOut(groupRisks(risks, 'namespace'), width, height);
}

const centre = (layout: Layout, index: number): [number, number] => {
  const cell = cellAt(layout, index)!;
  return [cell.x + (layout.pitchX - layout.gap) / 2, cell.y + (layout.pitch - layout.gap) / 2];
};

const SIZES: [number, number, number][] = [
  [1, 300, 200],
  [7, 120, 600],
  [180, 860, 640],
  [640, 1200, 500],
  [5000, 860, 700],
];

describe('layOut', () => {
  it.each(SIZES)(
    'places %d cells on %d x %d inside and apart from each other',
    (count, width, height) => {
      const layout = worldLayout(count, width, height);
      expect(layout.risks).toHaveLength(count);
      const places = new Set<string>();
      for (let index = 0; index < count; index++) {
        const { x, y } = cellAt(layout, index)!;
        expect(x + layout.pitchX - layout.gap).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThanOrEqual(20);
        places.add(`${x}/${y}`);
      }
      expect(places.size).toBe(count);
    }
  );

  it.each(SIZES)(
    'finds each of %d cells on %d x %d under its own centre',
    (count, width, height) => {
      const layout = worldLayout(count, width, height);
      for (let index = 0; index < count; index++) {
        expect(hit(layout, ...centre(layout, index))).toBe(index);
      }
    }
  );

  it('fits 5,000 cells without scrolling, none smaller than eight pixels', () => {
    const layout = worldLayout(5000, 860, 700);
    expect(layout.height).toBeLessThanOrEqual(700);
    expect(layout.pitch).toBeGreaterThanOrEqual(8);
  });

  it('grows downwards when even the smallest cells do not fit', () => {
    const layout = worldLayout(5000, 300, 200);
    expect(layout.height).toBeGreaterThan(200);
    expect(hit(layout, ...centre(layout, 4999))).toBe(4999);
  });

  it('hits nothing on titles, in gaps and outside', () => {
    const layout = worldLayout(180, 860, 640);
    expect(hit(layout, 10, 5)).toBe(-1);
    expect(hit(layout, -5, 100)).toBe(-1);
    expect(hit(layout, 10_000, 10_000)).toBe(-1);
  });

  it('has no block for no groups', () => {
    expect(layOut([], 800, 600)).toMatchObject({ blocks: [], risks: [], height: 0 });
  });
});

describe('move', () => {
  const layout = worldLayout(640, 900, 600);

  it('walks through all cells to the right and stops at the last', () => {
    let index = 0;
    for (let step = 0; step < 700; step++) {
      index = move(layout, index, 'ArrowRight')!;
    }
    expect(index).toBe(639);
  });

  it('goes down and comes back up in the same column', () => {
    const down = move(layout, 0, 'ArrowDown')!;
    expect(cellAt(layout, down)!.x).toBe(cellAt(layout, 0)!.x);
    expect(move(layout, down, 'ArrowUp')).toBe(0);
  });

  it('never leaves the map, whatever keys are pressed', () => {
    const random = seeded(3);
    const keys = [
      'ArrowRight',
      'ArrowLeft',
      'ArrowDown',
      'ArrowUp',
      'PageDown',
      'PageUp',
      'Home',
      'End',
    ];
    let index = 0;
    for (let step = 0; step < 5000; step++) {
      index = move(layout, index, keys[Math.floor(random() * keys.length)])!;
      expect(index).toBeGreaterThanOrEqual(0);
      expect(index).toBeLessThan(640);
    }
  });

  it('turns pages from group to group', () => {
    expect(move(layout, 0, 'PageDown')).toBe(layout.blocks[1].first);
    expect(move(layout, layout.blocks[1].first, 'PageUp')).toBe(0);
    expect(move(layout, 0, 'PageUp')).toBe(0);
  });

  it('leaves other keys to the browser', () => {
    expect(move(layout, 0, 'Tab')).toBeUndefined();
  });
});

describe('groups', () => {
  const { risks } = readRisks(framesOf(podWorld(300)), { horizon: '', nowMs: NOW_MS });

  it('come in the order of their most urgent member', () => {
    const leads = groupRisks(risks, 'namespace').map(
      (group) => group.risks[0].eta?.p50 ?? Infinity
    );
    expect(leads).toEqual([...leads].sort((a, b) => a - b));
  });

  it('lose no one, and name those without the label by their kind', () => {
    const groups = groupRisks(risks, 'zone');
    expect(groups.map((group) => group.name)).toEqual(['pods']);
    expect(groups[0].risks).toHaveLength(300);
  });

  it('are chosen by the first label that divides', () => {
    expect(autoGroup(risks)).toBe('namespace');
    expect(autoGroup(risks.slice(0, 1))).toBe('');
  });
});
