/** How the project says numbers: short, rounded to what is known, with the unit. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `45 s`, `24 min`, `3 h 20 min`, `2 d 4 h`. */
export function duration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 90) {
    return `${Math.round(size)} s`;
  }
  if (size < 90 * MINUTE) {
    return `${Math.round(size / MINUTE)} min`;
  }
  return size < 36 * HOUR
    ? two(size, HOUR, 'h', 10 * MINUTE, 'min')
    : two(size, DAY, 'd', HOUR, 'h');
}

function two(
  seconds: number,
  big: number,
  bigName: string,
  step: number,
  smallName: string
): string {
  const rounded = Math.round(seconds / step) * step;
  const whole = Math.floor(rounded / big);
  const rest = Math.round(((rounded % big) / step) * (smallName === 'min' ? 10 : 1));
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`;
}

/** For the smallest places: `45s`, `24m`, `1h30`, `3d`. */
export function brief(seconds: number): string {
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 1) {
    return `${Math.round(seconds)}s`;
  }
  if (minutes < 60) {
    return `${minutes}m`;
  }
  if (minutes >= 24 * 60) {
    return `${Math.round(seconds / DAY)}d`;
  }
  return `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`;
}

/** `83 %`; small values keep a digit so that they do not all read as nought. */
export function percent(ratio: number): string {
  const value = ratio * 100;
  return `${value > 0 && value < 0.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** A probability in two digits, never rounded up to certainty. */
export function probability(value: number): string {
  return value > 0.99 && value < 1 ? '> 0.99' : value.toFixed(2);
}

/** `Fails in ~24 min`, or what is known when the time is not. */
export function lead(dueMs: number | undefined, nowMs: number): string {
  if (dueMs === undefined) {
    return 'No time known';
  }
  const seconds = (dueMs - nowMs) / 1000;
  return seconds >= 0 ? `Fails in ~${duration(seconds)}` : `Due ${duration(seconds)} ago`;
}

/** `memory_headroom_slope_30m` reads `memory headroom slope 30m`. */
export function feature(name: string): string {
  return name === 'other' ? 'all other features' : name.replaceAll('_', ' ');
}

const BINARY = ['', ' Ki', ' Mi', ' Gi', ' Ti'];

/** A feature's value with its unit: bytes in binary steps, ratios in percent, the rest in 3 digits. */
export function quantity(value: number, unit = ''): string {
  if (unit === 'bytes') {
    const step = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)));
    return `${trim(value / 1024 ** step)}${BINARY[step] || ' '}B`;
  }
  if (unit === 'ratio') {
    return percent(value);
  }
  return unit === 'seconds' ? duration(value) : `${trim(value)}${unit && ` ${unit}`}`;
}

function trim(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
