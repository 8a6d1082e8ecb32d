import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { sendFeedback, type Thumb } from '../../api/feedback';
import { toResourceError } from '../../api/resources';
import { type Risk } from '../../domain/risk';

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
      <IconButton
        name="thumbs-up"
        tooltip="Useful prediction"
        variant={given === 'useful' ? 'primary' : 'secondary'}
        aria-pressed={given === 'useful'}
        onClick={() => give('useful')}
      />
      <IconButton
        name="thumbs-down"
        tooltip="Noise"
        variant={given === 'noise' ? 'primary' : 'secondary'}
        aria-pressed={given === 'noise'}
        onClick={() => give('noise')}
      />
      <span role="status">{problem ? `Not kept: ${problem}` : given && 'Thank you'}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
