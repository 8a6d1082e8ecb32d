import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Input, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type Approval, decide, type Decision } from '../../api/actions';
import { toResourceError } from '../../api/resources';
import { canAct } from '../../api/roles';
import { GateList, isPassed } from './GateList';

interface Props {
  approval: Approval;
  onDone: (words: string) => void;
}

/** A planned action: what it would do, what the gates said, and the two answers to it. */
export function ApprovalBox({ approval, onDone }: Props) {
  const styles = useStyles2(getStyles);
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const answer = (decision: Decision) =>
    decide(approval, decision, reason).then(
      () => onDone(decision === 'approve' ? 'Approved' : 'Denied'),
      (error) => setProblem(toResourceError(error).message)
    );
  return (
    <div className={styles.box} data-testid="approval">
      <div>
        <strong>{approval.action.replaceAll('_', ' ')}</strong> waits for approval
        {approval.reason && <span className={styles.dim}> · {approval.reason}</span>}
      </div>
      <Button
        size="sm"
        fill="text"
        icon={opened ? 'angle-down' : 'angle-right'}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {gateWords(approval)}
      </Button>
      {opened && <GateList gates={approval.gates} />}
      {opened && approval.preview && (
        <pre className={styles.preview} aria-label="Plan">
          {approval.preview}
        </pre>
      )}
      {canAct() && (
        <div className={styles.row}>
          <Input
            aria-label="Reason for the decision"
            placeholder="Reason, kept in the audit"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button disabled={!reason.trim()} icon="check" onClick={() => void answer('approve')}>
            Approve
          </Button>
          <Button
            disabled={!reason.trim()}
            variant="secondary"
            icon="times"
            onClick={() => void answer('deny')}
          >
            Deny
          </Button>
        </div>
      )}
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

function gateWords({ gates, preview }: Approval): string {
  const passed = gates.filter(isPassed).length;
  const words = gates.length > 0 ? `${passed} of ${gates.length} gates passed` : 'Details';
  return preview ? `${words}, plan` : words;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.warning.border}`,
    background: theme.colors.background.secondary,
  }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    width: '100%',
    '& > :first-child': { flex: '1 1 100%' },
  }),
  dim: css({ color: theme.colors.text.secondary }),
  preview: css({ width: '100%', maxHeight: 160, margin: 0, fontSize: 11 }),
});
