import { type Column, InteractiveTable } from '@grafana/ui';
import React, { type ReactNode } from 'react';

export interface Col<T> {
  title: string;
  cell: (row: T) => ReactNode;
  /** By what the column sorts; without it, it does not. */
  sortBy?: (row: T) => string | number;
}

interface Props<T> {
  rows: T[];
  columns: Col<T>[];
  keyOf: (row: T, index: number) => string;
  empty: string;
}

const PAGE = 25;

/** Grafana's table over plain functions; says so when there is nothing to show. */
export function Table<T extends object>({ rows, columns, keyOf, empty }: Props<T>) {
  if (rows.length === 0) {
    return <p>{empty}</p>;
  }
  const keys = new Map(rows.map((row, index) => [row, keyOf(row, index)]));
  return (
    <InteractiveTable
      data={rows}
      columns={columns.map(columnOf)}
      getRowId={(row) => keys.get(row)!}
      pageSize={PAGE}
    />
  );
}

function columnOf<T extends object>({ title, cell, sortBy }: Col<T>): Column<T> {
  return {
    id: title,
    header: title,
    cell: ({ row }: { row: { original: T } }) => <>{cell(row.original)}</>,
    sortType: sortBy && ((a, b) => compare(sortBy(a.original), sortBy(b.original))),
  };
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b));
}
