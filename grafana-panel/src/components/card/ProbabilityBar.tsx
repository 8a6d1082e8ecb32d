import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Level } from '../../domain/level';
import { type Risk } from '../../domain/risk';
import { percent } from '../../domain/words';

interface Props {
  risk: Risk;
  levels: Level[];
  color: string;
}

const at = (ratio: number) => `${Math.max(0, Math.min(1, ratio)) * 100}%`;

/** The probability on a scale from 0 to 1, with its interval and the thresholds as ticks. */
export function ProbabilityBar({ risk, levels, color }: Props) {
  const styles = useStyles2(getStyles);
  const { probability, lower = probability, upper = probability } = risk;
  const label = `Probability ${percent(probability)}, interval ${percent(lower)} to ${percent(upper)}`;
  const ticks = levels.map((level) => level.from).filter((from) => from > 0 && from < 1);
  return (
    <div className={styles.track} role="img" aria-label={label}>
      <div
        className={styles.interval}
        style={{ left: at(lower), width: at(upper - lower), background: color }}
      />
      {ticks.map((tick) => (
        <div key={tick} className={styles.tick} style={{ left: at(tick) }} />
      ))}
      <div className={styles.point} style={{ left: at(probability), background: color }} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  track: css({
    position: 'relative',
    height: 10,
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.action.hover,
    margin: theme.spacing(1, 0),
  }),
  interval: css({ position: 'absolute', top: 0, bottom: 0, borderRadius: 5, opacity: 0.4 }),
  tick: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: 1,
    background: theme.colors.border.strong,
  }),
  point: css({
    position: 'absolute',
    top: -3,
    width: 6,
    height: 16,
    marginLeft: -3,
    borderRadius: 3,
    border: `1px solid ${theme.colors.background.primary}`,
  }),
});
