import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { sendFeedback, type Thumb } from '../../api/feedback';
import { toResourceError } from '../../api/resources';
import { type Risk } from '../../domain/risk';

const THUMBS: { thumb: Thumb; label: string; turn?: string }[] = [
  { thumb: 'useful', label: 'Useful prediction' },
  { thumb: 'noise', label: 'Noise', turn: 'rotate(180)' },
];

/** A raised thumb. Grafana's own icon set lost it on the way from one version to the next. */
const HAND =
  'M4 10h3v10H4zM9 20V10.500L12.500 3c1.600 0 2.700 1.200 2.500 2.800L14.500 9.500H19c1.200 0 2 1.100 1.800 2.200l-1.200 6.600c-.2 1-1 1.700-2 1.700z';

/** One press tells the scorecard whether the prediction was worth the attention. */
export function Feedback({ risk }: { risk: Risk }) {
  const styles = useStyles2(getStyles);
  const [given, setGiven] = useState<Thumb>();
  const [problem, setProblem] = useState('');
  const give = (thumb: Thumb) => {
    setProblem('');
    sendFeedback(risk, thumb).then(
      () => setGiven(thumb),
      (error) => setProblem(toResourceError(error).message)
    );
  };
  return (
    <div className={styles.row}>
      {THUMBS.map(({ thumb, label, turn }) => (
        <button
          key={thumb}
          type="button"
          className={styles.thumb}
          title={label}
          aria-label={label}
          aria-pressed={given === thumb}
          onClick={() => give(thumb)}
        >
          <svg width={18} height={18} viewBox="0 0 24 24" aria-hidden transform={turn}>
            <path d={HAND} />
          </svg>
        </button>
      ))}
      <span role="status">{problem ? `Not kept: ${problem}` : given && 'Thank you'}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  thumb: css({
    display: 'flex',
    padding: theme.spacing(0.5),
    border: 0,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.7,
    strokeLinejoin: 'round',
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    '&[aria-pressed=true]': { color: theme.colors.primary.text, fill: 'currentColor' },
  }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
