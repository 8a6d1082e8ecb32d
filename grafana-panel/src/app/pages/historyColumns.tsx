import { dateTimeFormat } from '@grafana/data';
import { Badge, type BadgeColor } from '@grafana/ui';
import React from 'react';
import { type ActionRecord } from '../../api/actions';
import { type Col } from '../../components/Table';

const COLORS: Record<string, BadgeColor> = {
  succeeded: 'green',
  failed: 'red',
  rolled_back: 'orange',
  denied: 'purple',
};

/** The audit of actions, with who decided and why. */
export const HISTORY_COLUMNS: Col<ActionRecord>[] = [
  { title: 'Time', cell: ({ time }) => when(time), sortBy: ({ time }) => time },
  {
    title: 'Action',
    cell: ({ action }) => action.replaceAll('_', ' '),
    sortBy: ({ action }) => action,
  },
  { title: 'Target', cell: ({ target }) => target, sortBy: ({ target }) => target },
  { title: 'Mode', cell: ({ mode }) => mode },
  {
    title: 'Result',
    cell: ({ result }) => (
      <Badge text={result.replaceAll('_', ' ')} color={COLORS[result] ?? 'blue'} />
    ),
    sortBy: ({ result }) => result,
  },
  { title: 'Reason', cell: ({ reason }) => reason },
  { title: 'Who', cell: ({ who }) => who, sortBy: ({ who }) => who },
];

function when(time: string): string {
  const ms = /^\d+(\.\d+)?$/.test(time) ? Number(time) * 1000 : Date.parse(time);
  return Number.isNaN(ms) ? time : dateTimeFormat(ms, { format: 'MMM D, HH:mm' });
}
