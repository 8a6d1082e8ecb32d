import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Input, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { alertmanagers, silence } from '../../api/silences';
import { userName } from '../../api/roles';
import { toResourceError } from '../../api/resources';
import { selectorOf } from '../../domain/entity';
import { type Risk } from '../../domain/risk';
import { Choice } from '../Choice';

const HOURS = [1, 2, 4, 8, 24].map((value) => ({
  value,
  label: value === 1 ? '1 hour' : `${value} hours`,
}));

interface Props {
  risk: Risk;
  onDone: (words: string) => void;
}

/** Silences what is alerted about this entity, by its own labels, in the team's Alertmanager. */
export function SilenceForm({ risk, onDone }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [hours, setHours] = useState(2);
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState('');
  const options = alertmanagers().map(({ uid, name }) => ({ value: uid, label: name }));
  const [uid, setUid] = useState(options[0]?.value ?? '');
  if (options.length === 0) {
    return <p>Add an Alertmanager data source to silence alerts from here.</p>;
  }
  const submit = () =>
    silence(uid, risk.entity.identity, hours, `${comment} (${userName()})`).then(
      () => onDone(`Silenced for ${hours} h`),
      (error) => setProblem(toResourceError(error).message)
    );
  return (
    <div className={styles.form}>
      <code className={styles.code}>{`{${selectorOf(risk.entity.identity)}}`}</code>
      <div className={styles.row}>
        {options.length > 1 && (
          <Choice label="Alertmanager" options={options} value={uid} onChange={setUid} />
        )}
        <Choice label="Duration" options={HOURS} value={hours} onChange={setHours} />
        <Input
          id={`${id}-why`}
          aria-label="Reason"
          placeholder="Reason"
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Button size="md" disabled={!comment.trim()} onClick={() => void submit()}>
          Silence
        </Button>
      </div>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  row: css({ display: 'flex', gap: theme.spacing(1) }),
  code: css({ whiteSpace: 'normal', wordBreak: 'break-all' }),
});
