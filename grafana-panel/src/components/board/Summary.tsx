import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { LevelMark } from '../LevelMark';
import { type Level, levelOf } from '../../domain/level';
import { type Risk } from '../../domain/risk';
import { percent, plural } from '../../domain/words';

export const SUMMARY_HEIGHT = 30;

interface Props {
  risks: Risk[];
  levels: Level[];
  horizon: string;
  width: number;
}

/** What the map says, in a line: how many at which level, and what the marks mean. */
export function Summary({ risks, levels, horizon, width }: Props) {
  const styles = useStyles2(getStyles);
  const counts = countByLevel(risks, levels);
  return (
    <div className={styles.line} style={{ width }}>
      {width > 520 && (
        <span className={styles.total}>
          {plural(risks.length, 'entity', 'entities')}
          {horizon && <span className={styles.dim}> · risk within {horizon}</span>}
        </span>
      )}
      <ul className={styles.legend} aria-label="Levels of risk">
        {levels.toReversed().map((level) => (
          <li key={level.index} className={styles.level} title={rangeOf(level, levels)}>
            <LevelMark level={level} />
            <span>{level.name}</span>
            <strong>{counts[level.index].toLocaleString('en')}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function countByLevel(risks: Risk[], levels: Level[]): number[] {
  const counts = levels.map(() => 0);
  risks.forEach((risk) => counts[levelOf(levels, risk.probability).index]++);
  return counts;
}

function rangeOf({ index, from }: Level, levels: Level[]): string {
  const next = levels[index + 1];
  return next ? `below ${percent(next.from)}` : `from ${percent(Math.max(0, from))}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    height: SUMMARY_HEIGHT,
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '20px',
  }),
  total: css({ fontWeight: theme.typography.fontWeightMedium }),
  dim: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  legend: css({ display: 'flex', gap: theme.spacing(2), listStyle: 'none', margin: 0, padding: 0 }),
  level: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    strong: { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
});
