import { blockOf, cellAt, hit, HEADER, type Layout } from './layout';

/**
 * Where a key leads from a cell, or undefined when the key means nothing here. Left and right
 * read on through all cells; up and down keep the column, into the shelf above or below; page keys
 * go from group to group.
 */
export function move(layout: Layout, from: number, key: string): number | undefined {
  const last = layout.risks.length - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowRight':
      return clamp(from + 1);
    case 'ArrowLeft':
      return clamp(from - 1);
    case 'ArrowDown':
      return vertical(layout, from, 1);
    case 'ArrowUp':
      return vertical(layout, from, -1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return byGroup(layout, from, 1);
    case 'PageUp':
      return byGroup(layout, from, -1);
    default:
      return undefined;
  }
}

function vertical(layout: Layout, from: number, step: 1 | -1): number {
  const cell = cellAt(layout, from);
  const block = blockOf(layout, from);
  if (!cell || !block) {
    return from;
  }
  const inBlock = from + step * block.columns;
  if (inBlock >= block.first && inBlock < block.first + block.count) {
    return inBlock;
  }
  const shelf = HEADER + layout.rows * layout.pitch;
  const centre = cell.x + layout.pitchX / 2;
  for (
    let y = cell.y + step * layout.pitch;
    y >= 0 && y < layout.height + shelf;
    y += step * layout.pitch
  ) {
    const found = hit(layout, centre, y + layout.pitch / 2);
    if (found >= 0 && found !== from) {
      return found;
    }
  }
  return from;
}

function byGroup(layout: Layout, from: number, step: 1 | -1): number {
  const at = layout.blocks.findIndex((block) => block === blockOf(layout, from));
  return layout.blocks[at + step]?.first ?? from;
}
