import { type QueryEditorProps } from '@grafana/data';
import { InlineField, InlineSwitch, Input, Stack } from '@grafana/ui';
import React, { useId } from 'react';
import { type PredictionsDataSource } from './PredictionsDataSource';
import { type PredictionQuery } from './query';

type Props = QueryEditorProps<PredictionsDataSource, PredictionQuery>;

export function QueryEditor({ query, onChange, onRunQuery }: Props) {
  const id = useId();
  return (
    <Stack direction="row" gap={1}>
      <InlineField label="Least probability" htmlFor={`${id}-p`} tooltip="0 to 1">
        <Input
          id={`${id}-p`}
          type="number"
          min={0}
          max={1}
          step={0.05}
          width={12}
          value={query.minProbability ?? ''}
          onChange={(event) =>
            onChange({ ...query, minProbability: numberOf(event.currentTarget.value) })
          }
          onBlur={onRunQuery}
        />
      </InlineField>
      <InlineField
        label="Kind"
        htmlFor={`${id}-k`}
        tooltip="node, pod, workload, pvc, service; empty for all"
      >
        <Input
          id={`${id}-k`}
          width={20}
          value={query.entityKind ?? ''}
          onChange={(event) =>
            onChange({ ...query, entityKind: event.currentTarget.value || undefined })
          }
          onBlur={onRunQuery}
        />
      </InlineField>
      <InlineField label="Live" htmlFor={`${id}-l`} tooltip="A new frame with every evaluation">
        <InlineSwitch
          id={`${id}-l`}
          value={query.live ?? false}
          onChange={(event) => {
            onChange({ ...query, live: event.currentTarget.checked });
            onRunQuery();
          }}
        />
      </InlineField>
    </Stack>
  );
}

const numberOf = (text: string) => (text === '' ? undefined : Number(text));
