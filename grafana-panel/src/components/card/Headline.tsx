import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Level, levelOf } from '../../domain/level';
import { type Doubt, dueAtMs, type Eta, type Risk } from '../../domain/risk';
import { duration, probability } from '../../domain/words';
import { useNow } from '../../hooks/useNow';
import { LevelMark } from '../LevelMark';
import { ProbabilityBar } from './ProbabilityBar';

interface Props {
  risk: Risk;
  levels: Level[];
  timeZone?: string;
}

const DOUBTS: Record<Doubt, string> = {
  stale: 'No new score for more than two minutes: is the predictor running?',
  'wide interval': 'Few examples resemble this entity: the probability may be far off',
  'no interval': 'The query gives no lower and upper bound',
};

/** When and how likely, in the largest letters of the card. */
export function Headline({ risk, levels, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(1000);
  const level = levelOf(levels, risk.probability);
  const due = dueAtMs(risk);
  return (
    <section aria-label="Prediction">
      <div className={styles.pair}>
        <div>
          <div className={styles.big}>{due === undefined ? '–' : countdown(due, nowMs)}</div>
          <div className={styles.small}>
            {due === undefined ? 'no time to failure known' : whenWords(due, nowMs, timeZone)}
          </div>
        </div>
        <div className={styles.right}>
          <div className={styles.big}>
            <span className={styles.dim}>P = </span>
            {probability(risk.probability)}
          </div>
          <div className={styles.small}>
            <LevelMark level={level} /> {level.name} risk{risk.horizon && ` within ${risk.horizon}`}
          </div>
        </div>
      </div>
      <ProbabilityBar risk={risk} levels={levels} color={level.color} />
      <div className={styles.row}>
        <div className={styles.small}>{intervalWords(risk, nowMs)}</div>
        {risk.doubt && (
          <Badge
            color="orange"
            icon="exclamation-triangle"
            text={risk.doubt}
            tooltip={DOUBTS[risk.doubt]}
          />
        )}
      </div>
      <div className={styles.small}>{modelWords(risk)}</div>
    </section>
  );
}

function countdown(due: number, nowMs: number): string {
  const seconds = (due - nowMs) / 1000;
  return seconds >= 0 ? `~${duration(seconds)}` : `${duration(seconds)} over`;
}

function whenWords(due: number, nowMs: number, timeZone?: string): string {
  const clock = dateTimeFormat(due, { format: 'HH:mm', timeZone });
  return `${due < nowMs ? 'was due at' : 'until failure, at'} ${clock}`;
}

/** Both intervals in a line: how likely, and when. */
function intervalWords({ lower, upper, eta, evaluatedAtMs }: Risk, nowMs: number): string {
  const likely =
    lower !== undefined &&
    upper !== undefined &&
    `P between ${lower.toFixed(2)} and ${upper.toFixed(2)}`;
  return [likely, rangeWords(eta, (evaluatedAtMs - nowMs) / 1000)].filter(Boolean).join(', ');
}

function rangeWords(eta: Eta | undefined, shiftSeconds: number): string {
  if (eta?.p10 === undefined || eta.p90 === undefined) {
    return '';
  }
  const left = (seconds: number) => duration(Math.max(0, seconds + shiftSeconds));
  return `in ${left(eta.p10)} to ${left(eta.p90)}`;
}

function modelWords({ model, failureMode, modes }: Risk): string {
  const mode = failureMode === 'any' ? modes[0]?.failureMode : failureMode;
  return [mode && `most likely ${mode.replaceAll('_', ' ')}`, model].filter(Boolean).join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  pair: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) }),
  right: css({ textAlign: 'right', '& > div': { justifyContent: 'flex-end' } }),
  big: css({
    fontSize: 28,
    lineHeight: 1.2,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  small: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  dim: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  row: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(1) }),
});
