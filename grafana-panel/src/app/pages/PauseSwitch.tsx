import { Alert, Button, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { pauseState, setPaused } from '../../api/actions';
import { toResourceError } from '../../api/resources';
import { canAct } from '../../api/roles';
import { Await } from '../../components/Await';
import { useLoaded } from '../../hooks/useLoaded';

/** One switch for all actions. To pause is easy on purpose; both ways want a reason. */
export function PauseSwitch() {
  const state = useLoaded(pauseState);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const change = (paused: boolean) =>
    setPaused(paused, reason).then(
      () => {
        setReason('');
        state.reload();
      },
      (error) => setProblem(toResourceError(error).message)
    );
  return (
    <Await of={state} what="pause state">
      {({ paused, reason: why, by }) => (
        <Alert
          severity={paused ? 'warning' : 'info'}
          title={paused ? 'Actions are paused' : 'Actions are not paused'}
        >
          {paused && <p>{[why, by].filter(Boolean).join(', by ')}</p>}
          {canAct() && (
            <Stack direction="row" gap={1}>
              <Input
                width={40}
                aria-label="Reason to pause or resume"
                placeholder="Reason, kept in the audit"
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Button
                variant={paused ? 'primary' : 'destructive'}
                icon={paused ? 'play' : 'pause'}
                disabled={!reason.trim()}
                onClick={() => void change(!paused)}
              >
                {paused ? 'Resume actions' : 'Pause all actions'}
              </Button>
            </Stack>
          )}
          {problem && <p role="alert">{problem}</p>}
        </Alert>
      )}
    </Await>
  );
}
