import { type DataFrame, type PanelDataSummary, VisualizationSuggestionScore } from '@grafana/data';
import { DEFAULTS, type RiskOptions } from './options';

/** Offers the map where a query answers failure probabilities, and nowhere else. */
export function suggest({ rawFrames }: PanelDataSummary) {
  return rawFrames?.some(holdsRisk)
    ? [
        {
          name: 'Risk map',
          score: VisualizationSuggestionScore.Best,
          options: DEFAULTS satisfies RiskOptions,
        },
      ]
    : undefined;
}

function holdsRisk(frame: DataFrame): boolean {
  const names = frame.fields.flatMap((field) => [field.name, field.labels?.__name__]);
  return [frame.name, ...names].includes('aionyx_failure_probability');
}
