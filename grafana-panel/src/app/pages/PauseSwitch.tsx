import { Alert, Button, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { setPaused } from '../../api/actions';
import { toResourceError } from '../../api/resources';
import { canAct } from '../../api/roles';

interface Props {
  /** As the bridge's series say; undefined when there are none. */
  paused: boolean | undefined;
}

/** One switch for all actions. To pause is easy on purpose; both ways want a reason. */
export function PauseSwitch({ paused: reported }: Props) {
  const [answered, setAnswered] = useState<boolean>();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const paused = answered ?? reported;
  const change = (wanted: boolean) =>
    setPaused(wanted, reason).then(
      (now) => {
        setAnswered(now);
        setReason('');
        setProblem('');
      },
      (error) => setProblem(toResourceError(error).message)
    );
  return (
    <Alert severity={paused ? 'warning' : 'info'} title={titleOf(paused)}>
      {canAct() && (
        <Stack direction="row" gap={1}>
          <Input
            width={40}
            aria-label="Reason to pause or resume"
            placeholder="Reason, kept in the audit"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {paused !== true && (
            <Button
              variant="destructive"
              icon="pause"
              disabled={!reason.trim()}
              onClick={() => void change(true)}
            >
              Pause all actions
            </Button>
          )}
          {paused !== false && (
            <Button icon="play" disabled={!reason.trim()} onClick={() => void change(false)}>
              Resume actions
            </Button>
          )}
        </Stack>
      )}
      {problem && <p role="alert">{problem}</p>}
    </Alert>
  );
}

function titleOf(paused: boolean | undefined): string {
  if (paused === undefined) {
    return 'It is not known whether actions are paused';
  }
  return paused ? 'Actions are paused' : 'Actions are not paused';
}
