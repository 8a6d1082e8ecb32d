import { type DataQuery } from '@grafana/data';

/** What to ask the predictor for; both parts are optional. */
export interface PredictionQuery extends DataQuery {
  /** Leaves out what is less likely, 0 to 1. */
  minProbability?: number;
  /** Leaves out other kinds, such as everything but nodes. */
  entityKind?: string;
  /** Follows the predictor instead of asking once. */
  live?: boolean;
}
