import { type Entity, pathOf } from '../domain/entity';
import { type Contribution } from '../domain/risk';
import { byShare } from '../domain/riskModel';
import { type ContributionJson, type PredictionJson } from './predictions';
import { callResource } from './resources';

/** An explanation is a prediction with every contribution's raw and usual value. */
export type ExplanationJson = Partial<PredictionJson> & {
  explanations?: PredictionJson[];
  predictions?: PredictionJson[];
};

/** The contributions of an entity's risk at one horizon, with the values behind them. */
export async function explain(entity: Entity, horizon: string): Promise<Contribution[]> {
  const kind = encodeURIComponent(entity.kind);
  const answer = await callResource<ExplanationJson>(`/explanations/${kind}/${pathOf(entity)}`);
  const several = answer.explanations ?? answer.predictions ?? [answer];
  const chosen = several.find((one) => one.horizon === horizon) ?? several[0];
  return (chosen?.contributions ?? []).map(contributionOf).sort(byShare);
}

function contributionOf(json: ContributionJson): Contribution {
  return {
    feature: json.feature,
    direction: json.direction === 'low' ? 'low' : 'high',
    share: json.share,
    value: json.value ?? undefined,
    usual: json.typical ?? undefined,
    unit: json.unit ?? unitOf(json.feature),
  };
}

/** Features end in their unit, or in their window after it. */
function unitOf(feature: string): string | undefined {
  return /_(bytes|ratio|seconds)(_|$)/.exec(feature)?.[1];
}
