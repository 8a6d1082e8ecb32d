import { type GrafanaTheme2 } from '@grafana/data';
import { type Block, cellAt, HEADER, type Layout } from '../../domain/layout';
import { type Level, levelOf } from '../../domain/level';
import { dueAtMs, type Risk } from '../../domain/risk';
import { brief } from '../../domain/words';

type Ctx = CanvasRenderingContext2D;

/** From these cell heights on there is room for a number, and for the lead time below it. */
const NUMBER_FROM = 28;
const LEAD_FROM = 42;

/** The lowest level stays in the background, so that a calm cluster makes a calm wall. */
const CALM_ALPHA = 0.28;

export interface Look {
  theme: GrafanaTheme2;
  levels: Level[];
}

/** Sizes a canvas for the screen's pixels and hands out a context in CSS pixels. */
export function prepare(canvas: HTMLCanvasElement, width: number, height: number): Ctx | null {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const ctx = canvas.getContext('2d');
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx?.clearRect(0, 0, width, height);
  return ctx;
}

/** Paints all cells; runs once a change of data, size or theme, never for a hover. */
export function paintMap(ctx: Ctx, layout: Layout, look: Look) {
  layout.blocks.forEach((block) => paintBlock(ctx, layout, block, look));
}

function paintBlock(ctx: Ctx, layout: Layout, block: Block, look: Look) {
  paintTitle(ctx, block, look.theme);
  for (let index = block.first; index < block.first + block.count; index++) {
    const place = index - block.first;
    const x = block.x + (place % block.columns) * layout.pitchX;
    const y = block.y + HEADER + Math.floor(place / block.columns) * layout.pitch;
    paintCell(ctx, { x, y, ...cellSize(layout) }, layout.risks[index], look);
  }
}

function paintTitle(ctx: Ctx, block: Block, theme: GrafanaTheme2) {
  const { fontFamily } = theme.typography;
  const y = block.y + HEADER / 2 - 1;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const count = String(block.count);
  ctx.font = `400 11px ${fontFamily}`;
  const room = block.width - ctx.measureText(count).width - 8;
  ctx.font = `500 12px ${fontFamily}`;
  ctx.fillStyle = theme.colors.text.primary;
  const name = shorten(ctx, block.name, room);
  ctx.fillText(name, block.x, y);
  const end = block.x + ctx.measureText(name).width + 6;
  ctx.font = `400 11px ${fontFamily}`;
  ctx.fillStyle = theme.colors.text.secondary;
  ctx.fillText(count, end, y);
}

/** Cuts in the middle: the ends of names such as `gke-prod-pool-a-7f3x` tell them apart. */
export function shorten(ctx: Pick<Ctx, 'measureText'>, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) {
    return text;
  }
  for (let kept = text.length - 1; kept > 2; kept--) {
    const head = Math.ceil(kept / 2);
    const cut = `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
    if (ctx.measureText(cut).width <= room) {
      return cut;
    }
  }
  return '';
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const cellSize = ({ pitch, pitchX, gap }: Layout) => ({ width: pitchX - gap, height: pitch - gap });

function paintCell(ctx: Ctx, box: Box, risk: Risk, { theme, levels }: Look) {
  const level = levelOf(levels, risk.probability);
  const calm = level.index === 0;
  ctx.fillStyle = level.color;
  ctx.globalAlpha = calm ? CALM_ALPHA : 1;
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, Math.min(4, box.height / 6));
  ctx.fill();
  ctx.globalAlpha = 1;
  if (calm) {
    return;
  }
  ctx.fillStyle = theme.colors.getContrastText(level.color);
  if (box.height < NUMBER_FROM) {
    paintMark(ctx, box, level.index);
  } else {
    paintWords(ctx, box, risk, theme);
  }
}

/** A mark for each level above the lowest: dot, bar, triangle, cross. Colour alone never tells. */
export function paintMark(ctx: Ctx, { x, y, width, height }: Box, level: number) {
  const [cx, cy, r] = [x + width / 2, y + height / 2, Math.max(1, height * 0.2)];
  ctx.beginPath();
  if (level === 1) {
    ctx.arc(cx, cy, r * 0.75, 0, 2 * Math.PI);
  } else if (level === 2) {
    ctx.rect(cx - r * 1.25, cy - r / 2, r * 2.5, r);
  } else if (level === 3) {
    ctx.moveTo(cx, cy - r * 1.3);
    ctx.lineTo(cx + r * 1.4, cy + r);
    ctx.lineTo(cx - r * 1.4, cy + r);
  } else if (level > 3) {
    ctx.rect(cx - r * 1.4, cy - r / 3, r * 2.8, r * 0.66);
    ctx.rect(cx - r / 3, cy - r * 1.4, r * 0.66, r * 2.8);
  }
  ctx.fill();
}

function paintWords(ctx: Ctx, { x, y, width, height }: Box, risk: Risk, theme: GrafanaTheme2) {
  const { fontFamily } = theme.typography;
  const centre = x + width / 2;
  const due = dueAtMs(risk);
  const tall = height >= LEAD_FROM && due !== undefined;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = `500 ${Math.round(Math.min(16, height * 0.36))}px ${fontFamily}`;
  const words = `${Math.round(risk.probability * 100)}${width >= 44 ? ' %' : ''}`;
  ctx.fillText(words, centre, y + height * (tall ? 0.38 : 0.52));
  if (tall) {
    ctx.font = `400 11px ${fontFamily}`;
    ctx.fillText(brief(risk.eta!.p50), centre, y + height * 0.73);
  }
}

/** Rings around the cell under the pointer or the keyboard, and around the selected one. */
export function paintRings(ctx: Ctx, layout: Layout, theme: GrafanaTheme2, rings: Rings) {
  ring(ctx, layout, rings.selected, theme.colors.text.primary, 2);
  ring(ctx, layout, rings.active, theme.colors.text.maxContrast, 1.5);
}

export interface Rings {
  selected: number;
  active: number;
}

function ring(ctx: Ctx, layout: Layout, index: number, color: string, width: number) {
  const cell = cellAt(layout, index);
  if (!cell) {
    return;
  }
  const { width: wide, height } = cellSize(layout);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.roundRect(cell.x - 1.5, cell.y - 1.5, wide + 3, height + 3, Math.min(6, height / 5));
  ctx.stroke();
}
