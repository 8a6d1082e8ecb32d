import {
  type GrafanaTheme2,
  type Threshold,
  type ThresholdsConfig,
  ThresholdsMode,
} from '@grafana/data';

/** One step of the thresholds: a colour, a name and a mark, so that colour is never the only sign. */
export interface Level {
  index: number;
  name: string;
  color: string;
  from: number;
}

const NAMES: Record<number, string[]> = {
  1: ['low'],
  2: ['low', 'high'],
  3: ['low', 'elevated', 'high'],
  4: ['low', 'watch', 'elevated', 'high'],
  5: ['low', 'watch', 'elevated', 'high', 'critical'],
};

/**
 * Blue, yellow, orange, red darken or lighten apart from each other under the common kinds of
 * colour blindness; green is left out.
 */
export const DEFAULT_THRESHOLDS: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'semi-dark-blue' },
    { value: 0.1, color: 'dark-yellow' },
    { value: 0.3, color: 'dark-orange' },
    { value: 0.5, color: 'semi-dark-red' },
  ],
};

export function levelsOf(theme: GrafanaTheme2, thresholds = DEFAULT_THRESHOLDS): Level[] {
  const { steps } = thresholds;
  const scale = thresholds.mode === ThresholdsMode.Percentage ? 100 : 1;
  return steps.map((step: Threshold, index) => ({
    index,
    name: NAMES[steps.length]?.[index] ?? `level ${index + 1}`,
    color: theme.visualization.getColorByName(step.color),
    from: Number.isFinite(step.value) ? step.value! / scale : -Infinity,
  }));
}

export function levelOf(levels: Level[], value: number): Level {
  return levels.findLast((level) => value >= level.from) ?? levels[0];
}
