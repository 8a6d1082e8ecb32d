import { type DataFrame } from '@grafana/data';
import { framesOf, type PredictionsJson } from '../api/predictions';
import { callResource } from '../api/resources';
import { byLeadTime, type Risk } from '../domain/risk';
import { readRisks } from '../domain/riskModel';
import { type Loaded, useLoaded } from '../hooks/useLoaded';

export interface Predictions {
  risks: Risk[];
  horizon: string;
  horizons: string[];
  frames: DataFrame[];
}

async function load(): Promise<Predictions> {
  const frames = framesOf(await callResource<PredictionsJson>('/predictions'));
  const model = readRisks(frames, { horizon: '', nowMs: Date.now() });
  return { ...model, frames, risks: model.risks.sort(byLeadTime) };
}

/** The predictor's present view, soonest failure first. */
export const usePredictions = (): Loaded<Predictions> => useLoaded(load);
