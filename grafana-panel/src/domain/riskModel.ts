import { type DataFrame, type Labels } from '@grafana/data';
import { entityOf } from './entity';
import { placesOf } from './places';
import { type Contribution, type Doubt, type Eta, type Risk, stateOf } from './risk';
import { lastPoint, readSamples, type Sample } from './samples';

/** Beyond four evaluation intervals of 30 s a score says more about the predictor than the entity. */
const STALE_MS = 2 * 60_000;

/** An interval wider than this is hardly narrower than knowing nothing. */
const WIDE = 0.5;

const DEFAULT_HORIZON = '2h';

export interface RiskModel {
  risks: Risk[];
  horizon: string;
  /** All horizons in the data, shortest first. */
  horizons: string[];
}

export interface Selection {
  /** Empty picks `2h`, or the longest there is. */
  horizon: string;
  nowMs: number;
}

/** Turns the answers of plain queries on `aionyx_*` series into one risk an entity. */
export function readRisks(frames: DataFrame[], { horizon, nowMs }: Selection): RiskModel {
  const samples = readSamples(frames);
  const probabilities = samples.get('aionyx_failure_probability') ?? [];
  const horizons = horizonsOf(probabilities);
  const chosen = pickHorizon(horizons, horizon);
  const atHorizon = (sample: Sample) => (sample.labels.horizon ?? chosen) === chosen;
  const byEntity = (metric: string) => group((samples.get(metric) ?? []).filter(atHorizon));
  const parts = {
    lower: byEntity('aionyx_failure_probability_lower'),
    upper: byEntity('aionyx_failure_probability_upper'),
    eta: byEntity('aionyx_failure_eta_seconds'),
    contributions: byEntity('aionyx_failure_contribution_ratio'),
    open: byEntity('aionyx_prediction_info'),
  };
  const places = placesOf(samples);
  const risks = [...group(probabilities.filter(atHorizon))].flatMap(([key, own]) => {
    const risk = riskOf(key, own, parts, chosen, nowMs);
    return risk ? [{ ...risk, labels: { ...places(risk.labels), ...risk.labels } }] : [];
  });
  return { risks, horizon: chosen, horizons };
}

type ByEntity = Map<string, Sample[]>;
type Parts = Record<'lower' | 'upper' | 'eta' | 'contributions' | 'open', ByEntity>;

function group(samples: Sample[]): ByEntity {
  const byKey: ByEntity = new Map();
  for (const sample of samples) {
    const key = entityOf(sample.labels)?.key;
    if (!key) {
      continue;
    }
    const members = byKey.get(key);
    if (members) {
      members.push(sample);
    } else {
      byKey.set(key, [sample]);
    }
  }
  return byKey;
}

function riskOf(key: string, own: Sample[], parts: Parts, horizon: string, nowMs: number) {
  const live = own.filter((sample) => lastPoint(sample, nowMs));
  const valueOf = (sample: Sample) => lastPoint(sample, nowMs)!.value;
  const ranked = live.sort((a, b) => valueOf(b) - valueOf(a));
  const headline = ranked.find((sample) => sample.labels.failure_mode === 'any') ?? ranked[0];
  if (!headline) {
    return undefined;
  }
  const { labels } = headline;
  const point = lastPoint(headline, nowMs)!;
  const bound = (part: ByEntity) =>
    lastValue(part.get(key), (sample) => sameScore(sample.labels, labels), nowMs);
  const [lower, upper] = [bound(parts.lower), bound(parts.upper)];
  const open = parts.open.get(key)?.find((sample) => lastPoint(sample, nowMs)?.value === 1);
  return {
    key,
    entity: entityOf(labels)!,
    probability: point.value,
    lower,
    upper,
    horizon,
    failureMode: labels.failure_mode ?? 'any',
    model: labels.model ?? '',
    evaluatedAtMs: point.timeMs || nowMs,
    eta: etaOf(parts.eta.get(key) ?? [], labels.failure_mode, nowMs),
    contributions: contributionsOf(parts.contributions.get(key) ?? [], nowMs),
    modes: ranked
      .filter((sample) => (sample.labels.failure_mode ?? 'any') !== 'any')
      .map((sample) => ({ failureMode: sample.labels.failure_mode, probability: valueOf(sample) })),
    history: headline.points,
    state: open && stateOf(open.labels.state),
    predictionId: open?.labels.prediction_id,
    doubt: doubtOf(point.timeMs, lower, upper, nowMs),
    labels,
    field: headline.field,
    rowIndex: headline.rowIndex,
  } satisfies Risk;
}

function sameScore(a: Labels, b: Labels): boolean {
  return a.failure_mode === b.failure_mode && a.model === b.model;
}

function lastValue(samples: Sample[] = [], where: (sample: Sample) => boolean, nowMs: number) {
  const found = samples.find(where);
  return found && lastPoint(found, nowMs)?.value;
}

function etaOf(samples: Sample[], failureMode: string | undefined, nowMs: number): Eta | undefined {
  const exact = samples.filter((sample) => sample.labels.failure_mode === failureMode);
  const candidates = exact.length > 0 ? exact : samples;
  const at = (...names: (string | undefined)[]) =>
    lastValue(candidates, (sample) => names.includes(sample.labels.percentile), nowMs);
  const p50 = at('50', undefined);
  return p50 === undefined ? undefined : { p10: at('10', '5'), p50, p90: at('90', '95') };
}

function contributionsOf(samples: Sample[], nowMs: number): Contribution[] {
  return samples
    .flatMap((sample): Contribution[] => {
      const share = lastPoint(sample, nowMs)?.value ?? 0;
      const direction = sample.labels.direction === 'low' ? 'low' : 'high';
      return share > 0 ? [{ feature: sample.labels.feature ?? '', direction, share }] : [];
    })
    .sort(byShare);
}

/** The largest first, the rest (`other`) always last. */
export function byShare(a: Contribution, b: Contribution): number {
  return Number(a.feature === 'other') - Number(b.feature === 'other') || b.share - a.share;
}

export function doubtOf(
  timeMs: number,
  lower: number | undefined,
  upper: number | undefined,
  nowMs: number
): Doubt | undefined {
  if (timeMs > 0 && nowMs - timeMs > STALE_MS) {
    return 'stale';
  }
  if (lower === undefined || upper === undefined) {
    return 'no interval';
  }
  return upper - lower > WIDE ? 'wide interval' : undefined;
}

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a Prometheus duration of one unit, such as `30m`; 0 when it is none. */
export function horizonSeconds(horizon: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(horizon) ?? [];
  return count ? Number(count) * UNIT_SECONDS[unit] : 0;
}

function horizonsOf(samples: Sample[]): string[] {
  const names = new Set(samples.flatMap((sample) => sample.labels.horizon ?? []));
  return [...names].sort((a, b) => horizonSeconds(a) - horizonSeconds(b));
}

function pickHorizon(horizons: string[], wanted: string): string {
  const fallback = horizons.includes(DEFAULT_HORIZON) ? DEFAULT_HORIZON : (horizons.at(-1) ?? '');
  return horizons.includes(wanted) ? wanted : fallback;
}
