import { type Field, type Labels } from '@grafana/data';
import { type Entity } from './entity';

/** Too high or too low, compared with what is usual for the feature. */
export type Direction = 'high' | 'low';

export interface Contribution {
  feature: string;
  direction: Direction;
  /** Share of the score, 0 to 1; the shares of a risk sum to 1. */
  share: number;
  /** The feature's value at the evaluation, and what is usual for it: known to the app's backend only. */
  value?: number;
  usual?: number;
  unit?: string;
}

/** Seconds until failure, counted from the evaluation, by percentile. */
export interface Eta {
  p10?: number;
  p50: number;
  p90?: number;
}

export const STATES = ['open', 'confirmed', 'averted', 'false', 'missed', 'unverifiable'] as const;
export type State = (typeof STATES)[number];

/** States by the names which the series and the API give to outcomes; an unknown one is still open. */
const STATE_OF_OUTCOME: Record<string, State> = {
  true_positive: 'confirmed',
  false_positive: 'false',
  missed: 'missed',
  averted: 'averted',
  unverifiable: 'unverifiable',
};

export function stateOf(outcome: string | undefined): State {
  const named = STATES.find((state) => state === outcome);
  return named ?? STATE_OF_OUTCOME[outcome ?? ''] ?? 'open';
}

/** Why a probability deserves less trust than its number suggests; undefined when it does not. */
export type Doubt = 'stale' | 'wide interval' | 'no interval';

export interface Mode {
  failureMode: string;
  probability: number;
}

/** How likely one entity fails within the horizon, when, and why. */
export interface Risk {
  key: string;
  entity: Entity;
  probability: number;
  lower?: number;
  upper?: number;
  horizon: string;
  failureMode: string;
  model: string;
  evaluatedAtMs: number;
  eta?: Eta;
  contributions: Contribution[];
  /** Probabilities of single failure modes at the same horizon, most likely first. */
  modes: Mode[];
  history: { timeMs: number; value: number }[];
  state?: State;
  predictionId?: string;
  doubt?: Doubt;
  /** All labels known of the entity, its node's zone and pool included: what one may group by. */
  labels: Labels;
  /** Where the probability stands in the query's answer, for its display, colour and links. */
  field?: Field;
  rowIndex?: number;
}

/** The failure is nearer the front the sooner it comes; without a lead time, the more likely it is. */
export function byLeadTime(a: Risk, b: Risk): number {
  const lead = (a.eta?.p50 ?? Infinity) - (b.eta?.p50 ?? Infinity);
  return (Number.isNaN(lead) ? 0 : lead) || b.probability - a.probability || compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Unix milliseconds at which the failure is due: the middle estimate. */
export function dueAtMs(risk: Risk): number | undefined {
  return risk.eta && risk.evaluatedAtMs + risk.eta.p50 * 1000;
}
