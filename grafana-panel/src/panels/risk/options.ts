import { type CardMode } from '../../components/board/RiskBoard';

/** The panel's own options; thresholds, unit and links are Grafana's standard ones. */
export interface RiskOptions {
  /** A label to group by; `auto` picks the first of zone, pool, namespace, cluster that divides. */
  groupBy: string;
  /** Horizon to show when the query answers several; empty for 2h. */
  horizon: string;
  /** Hides entities below this probability. */
  minProbability: number;
  card: CardMode;
  /** Explanations, approvals and actions from the app's back end. */
  backend: boolean;
}

export const DEFAULTS: RiskOptions = {
  groupBy: 'auto',
  horizon: '',
  minProbability: 0,
  card: 'wall',
  backend: true,
};

/** Fills in what an older or hand-written dashboard leaves out. */
export function migrate(saved: Partial<RiskOptions> | undefined): RiskOptions {
  return { ...DEFAULTS, ...saved };
}
