import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useContext, useState } from 'react';
import { approvalFor } from '../../api/actions';
import { canAct } from '../../api/roles';
import { type Risk } from '../../domain/risk';
import { ApprovalsContext } from '../approvalsContext';
import { ApprovalBox } from './ApprovalBox';
import { Feedback } from './Feedback';
import { SilenceForm } from './SilenceForm';

/** What a person may do about a risk; viewers see what waits, and nothing to press. */
export function CardActions({ risk }: { risk: Risk }) {
  const styles = useStyles2(getStyles);
  const { waiting, reload } = useContext(ApprovalsContext);
  const [silencing, setSilencing] = useState(false);
  const [done, setDone] = useState('');
  const approval = approvalFor(risk.entity, waiting);
  const finish = (words: string) => {
    setDone(words);
    setSilencing(false);
    reload();
  };
  return (
    <div className={styles.actions}>
      {approval && <ApprovalBox key={approval.id} approval={approval} onDone={finish} />}
      {canAct() && (
        <div className={styles.row}>
          <Button
            size="sm"
            variant="secondary"
            icon="bell-slash"
            aria-expanded={silencing}
            onClick={() => setSilencing(!silencing)}
          >
            Silence
          </Button>
          <Feedback risk={risk} />
        </div>
      )}
      {silencing && <SilenceForm risk={risk} onDone={finish} />}
      {done && <span role="status">{done}</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  actions: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  row: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }),
});
