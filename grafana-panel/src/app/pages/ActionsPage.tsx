import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type Approval, approvals, history } from '../../api/actions';
import { prometheusUid } from '../../api/prometheus';
import { Await } from '../../components/Await';
import { ApprovalBox } from '../../components/card/ApprovalBox';
import { Section } from '../../components/Section';
import { Table } from '../../components/Table';
import { Tiles } from '../../components/Tiles';
import { type Answers, useSeries } from '../../hooks/useSeries';
import { useLoaded } from '../../hooks/useLoaded';
import { percent } from '../../domain/words';
import { useSettings } from '../settings';
import { HISTORY_COLUMNS } from './historyColumns';
import { PauseSwitch } from './PauseSwitch';

const QUERIES = {
  breaker: 'max(aionyx_remediation_circuit_breaker_open)',
  limited: 'sum(increase(aionyx_remediation_rate_limited_total[24h]))',
  success: 'min(aionyx_remediation_success_ratio{window="30d"})',
  audit: 'min(aionyx_audit_chain_valid)',
  paused: 'max(aionyx_bridge_paused)',
};

/** What waits for a person, what holds actions back, and what was done. */
export function ActionsPage() {
  const waiting = useLoaded(approvals);
  const past = useLoaded(history);
  const safety = useSeries(prometheusUid(useSettings().prometheusUid), QUERIES);
  const refresh = () => {
    waiting.reload();
    past.reload();
  };
  return (
    <>
      <PauseSwitch paused={pausedOf(safety.value)} />
      <Await of={safety} what="safety figures">
        {(answers) => <Tiles tiles={tilesOf(answers)} />}
      </Await>
      <Section title="Waiting for approval">
        <Await of={waiting} what="approvals">
          {(list) => <Queue approvals={list} onDone={refresh} />}
        </Await>
      </Section>
      <Section title="Audit">
        <Await of={past} what="history">
          {(records) => (
            <Table
              rows={records}
              keyOf={(record, index) => `${record.id}/${index}`}
              columns={HISTORY_COLUMNS}
              empty="No action yet."
            />
          )}
        </Await>
      </Section>
    </>
  );
}

const pausedOf = (answers: Answers | undefined) => {
  const value = answers?.paused[0]?.value;
  return value === undefined ? undefined : value > 0;
};

function tilesOf({ breaker, limited, success, audit }: Answers) {
  const first = (values: Answers[string]) => values[0]?.value;
  const yes = (value: number | undefined, words: [string, string]) =>
    value === undefined ? '–' : words[Number(value > 0)];
  return [
    {
      title: 'Circuit breaker',
      value: yes(first(breaker), ['closed', 'open']),
      note: 'open stops every action',
    },
    { title: 'Held back by rate', value: String(Math.round(first(limited) ?? 0)), note: 'in 24 h' },
    {
      title: 'Verified success',
      value: first(success) === undefined ? '–' : percent(first(success)),
      note: 'weakest action, 30 d',
    },
    { title: 'Audit chain', value: yes(first(audit), ['broken', 'intact']) },
  ];
}

function Queue({ approvals: list, onDone }: { approvals: Approval[]; onDone: () => void }) {
  const styles = useStyles2(getStyles);
  const [said, setSaid] = useState('');
  const done = (words: string) => {
    setSaid(words);
    onDone();
  };
  return (
    <div className={styles.queue}>
      {list.length === 0 && <p>Nothing waits.</p>}
      {list.map((approval) => (
        <div key={approval.id}>
          <h3 className={styles.target}>{Object.values(approval.labels).join(' / ')}</h3>
          <ApprovalBox approval={approval} onDone={done} />
        </div>
      ))}
      {said && <span role="status">{said}</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  queue: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: 760 }),
  target: css({ ...theme.typography.body, fontWeight: 500, margin: theme.spacing(0, 0, 0.5) }),
});
