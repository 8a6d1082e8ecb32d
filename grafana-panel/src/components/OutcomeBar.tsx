import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type State, stateOf } from '../domain/risk';
import { percent } from '../domain/words';

export interface Outcome {
  outcome: string;
  count: number;
}

const FACES: Record<State, { name: string; color: string }> = {
  confirmed: { name: 'hits', color: 'blue' },
  averted: { name: 'averted', color: 'dark-blue' },
  false: { name: 'false alarms', color: 'orange' },
  missed: { name: 'missed', color: 'purple' },
  unverifiable: { name: 'unverifiable', color: 'text' },
  open: { name: 'open', color: 'text' },
};

/** All outcomes as one bar: what was right, what was wrong, what cannot be known. */
export function OutcomeBar({ outcomes }: { outcomes: Outcome[] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const order = Object.keys(FACES);
  const shown = outcomes
    .map(({ outcome, count }) => ({ state: stateOf(outcome), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) {
    return <p>No prediction was resolved in this time.</p>;
  }
  const color = (state: State) => theme.visualization.getColorByName(FACES[state].color);
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {shown.map(({ state, count }) => (
          <div key={state} style={{ flexGrow: count, background: color(state) }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map(({ state, count }) => (
          <li key={state} className={styles.item}>
            <span className={styles.swatch} style={{ background: color(state) }} />
            <strong>{count}</strong> {FACES[state].name}
            <span className={styles.dim}>{percent(count / total)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    gap: 2,
    height: 28,
    overflow: 'hidden',
    borderRadius: theme.shape.radius.default,
  }),
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(3),
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
  }),
  item: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  swatch: css({ width: 12, height: 12, borderRadius: 3 }),
  dim: css({ color: theme.colors.text.secondary }),
});
