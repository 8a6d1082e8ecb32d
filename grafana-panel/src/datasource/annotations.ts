import { type DataFrame, FieldType } from '@grafana/data';
import { type PredictionJson, type PredictionsJson } from '../api/predictions';
import { feature, percent } from '../domain/words';

/**
 * Predicted failures as regions, from the early to the late estimate of the time of failure. A
 * prediction of which no time is known has no place on a graph.
 */
export function annotationsOf({ evaluatedAt, predictions }: PredictionsJson): DataFrame {
  const dated = predictions.filter((p) => p.etaSeconds?.['50'] !== undefined);
  const at = (p: PredictionJson, percentile: string) =>
    ((evaluatedAt ?? 0) + (p.etaSeconds?.[percentile] ?? p.etaSeconds!['50'])) * 1000;
  const column = <T>(name: string, type: FieldType, of: (p: PredictionJson) => T) => {
    return { name, type, config: {}, values: dated.map(of) };
  };
  return {
    name: 'predicted failures',
    length: dated.length,
    fields: [
      column('time', FieldType.time, (p) => at(p, '10')),
      column('timeEnd', FieldType.time, (p) => at(p, '90')),
      column('title', FieldType.string, (p) => `${p.entityKind} ${nameOf(p)} is predicted to fail`),
      column('text', FieldType.string, textOf),
      column('tags', FieldType.other, (p) => ['aionyx', p.entityKind, p.failureMode ?? 'any']),
      column(
        'id',
        FieldType.string,
        (p) => p.predictionId ?? `${p.entityKind}/${nameOf(p)}/${p.horizon}`
      ),
    ],
  };
}

const nameOf = ({ labels }: PredictionJson): string =>
  Object.entries(labels)
    .filter(([name]) => name !== 'cluster')
    .map(([, value]) => value)
    .join('/');

function textOf({ probability, horizon, contributions }: PredictionJson): string {
  const reasons = (contributions ?? []).slice(0, 3).map((one) => feature(one.feature));
  return `${percent(probability)} within ${horizon}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`;
}
