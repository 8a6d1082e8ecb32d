import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type GateResult } from '../../api/actions';

const PASSED = /^(allow|pass|ok|true)/i;

export const isPassed = ({ verdict }: GateResult) => PASSED.test(verdict);

/** Every gate with its verdict and its reason: nothing is allowed or denied without one. */
export function GateList({ gates }: { gates: GateResult[] }) {
  const styles = useStyles2(getStyles);
  if (gates.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list}>
      {gates.map(({ gate, verdict, reason }) => (
        <li key={gate} className={styles.gate}>
          <Icon
            name={isPassed({ gate, verdict, reason }) ? 'check-circle' : 'exclamation-circle'}
            size="sm"
          />
          <span>{gate}</span>
          <span className={styles.dim}>{[verdict, reason].filter(Boolean).join(': ')}</span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  gate: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  dim: css({ color: theme.colors.text.secondary }),
});
