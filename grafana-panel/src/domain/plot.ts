import { type BandPoint, type Forecast } from './forecast';
import { type Point } from './samples';

/** The mapping of a small chart: time and value to pixels, and where its ticks are. */
export interface Frame {
  fromMs: number;
  toMs: number;
  height: number;
  /** The pixel row of the time axis. */
  bottom: number;
  x: (timeMs: number) => number;
  y: (value: number) => number;
  yTicks: number[];
}

const LEFT = 52;
const RIGHT = 10;
const TOP = 18;
const BOTTOM = 18;
const HOUR_MS = 3_600_000;

/** A frame that shows everything of the forecast, and now. */
export function frameOf(
  { signal, observed, band }: Forecast,
  nowMs: number,
  width: number,
  height: number
): Frame {
  const times = [...observed, ...band].map((point) => point.timeMs).concat(nowMs);
  const values = [...observed.map((p) => p.value), ...band.flatMap((p) => [p.low, p.high])];
  const [fromMs, toMs] = spread(Math.min(...times), Math.max(...times), HOUR_MS);
  const { low, high, ticks } = niceScale(Math.min(...values), Math.max(...values), stepsOf(signal));
  const bottom = height - BOTTOM;
  return {
    fromMs,
    toMs,
    height,
    bottom,
    x: (timeMs) => LEFT + ((timeMs - fromMs) / (toMs - fromMs)) * (width - LEFT - RIGHT),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - TOP),
    yTicks: ticks,
  };
}

const spread = (low: number, high: number, least: number) => [low, high > low ? high : low + least];

interface Steps {
  base: number;
  of: number[];
}

const DECIMAL: Steps = { base: 10, of: [1, 2, 2.5, 5, 10, 20] };
const BINARY: Steps = { base: 1024, of: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048] };

/** Bytes read round in powers of two. */
const stepsOf = (signal: string) => (signal.endsWith('_bytes') ? BINARY : DECIMAL);

/** Two to four round values which enclose the data; from nought where the data come near it. */
export function niceScale(least: number, most: number, steps: Steps = DECIMAL) {
  const floor = least >= 0 && least < most * 0.6 ? 0 : least;
  const size = most - floor || Math.abs(most) || 1;
  const magnitude = steps.base ** Math.floor(Math.log(size / 2) / Math.log(steps.base));
  const step = steps.of.map((n) => n * magnitude).find((n) => n >= size / 3.2)!;
  const low = Math.floor(floor / step) * step;
  const high = Math.ceil((floor + size) / step - 1e-9) * step;
  const count = Math.round((high - low) / step);
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step) };
}

const STEPS_MS = [0.25, 0.5, 1, 2, 6, 12, 24, 48].map((hours) => hours * HOUR_MS);

/** Ticks count from now: what matters is how long ago and how far ahead. */
export function timeTicks(frame: Frame, nowMs: number): { timeMs: number; words: string }[] {
  const step = STEPS_MS.find((one) => (frame.toMs - frame.fromMs) / one <= 5) ?? STEPS_MS.at(-1)!;
  const first = Math.ceil((frame.fromMs - nowMs) / step);
  const last = Math.floor((frame.toMs - nowMs) / step);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((n) => n !== 0)
    .map((n) => ({
      timeMs: nowMs + n * step,
      words: `${n < 0 ? '−' : '+'}${tickWords(Math.abs(n * step))}`,
    }));
}

const place = (frame: Frame, timeMs: number, value: number) =>
  `${frame.x(timeMs).toFixed(1)} ${frame.y(value).toFixed(1)}`;

export function pathOf(frame: Frame, points: Point[]): string {
  return points.map((p, i) => `${i === 0 ? 'M' : 'L'}${place(frame, p.timeMs, p.value)}`).join('');
}

/** Along the upper edge and back along the lower one. */
export function areaOf(frame: Frame, band: BandPoint[]): string {
  const upper = band.map((p) => place(frame, p.timeMs, p.high));
  const lower = band.map((p) => place(frame, p.timeMs, p.low)).reverse();
  return band.length === 0 ? '' : `M${[...upper, ...lower].join('L')}Z`;
}

function tickWords(ms: number): string {
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS} h` : `${ms / 60_000} min`;
}
