import { Alert, Button } from '@grafana/ui';
import React, { useState } from 'react';
import { type Finding, testBackend, testPrometheus } from '../api/configuration';
import { prometheusUid } from '../api/prometheus';
import { type Settings } from './settings';

/** Tries every connection the app needs and says of each what is wrong with it. */
export function HealthTest({ settings }: { settings: Settings }) {
  const [findings, setFindings] = useState<Finding[]>();
  const [running, setRunning] = useState(false);
  const run = async () => {
    setRunning(true);
    const uid = prometheusUid(settings.prometheusUid);
    const [backend, prometheus] = await Promise.all([testBackend(), testPrometheus(uid)]);
    setFindings([...backend, prometheus]);
    setRunning(false);
  };
  return (
    <div style={{ marginTop: 24 }} aria-live="polite">
      <Button variant="secondary" icon="stopwatch" disabled={running} onClick={() => void run()}>
        Test
      </Button>
      {findings?.map(({ what, ok, words }) => (
        <Alert key={what} severity={ok ? 'success' : 'error'} title={what} topSpacing={2}>
          {words}
        </Alert>
      ))}
    </div>
  );
}
