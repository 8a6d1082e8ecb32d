import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type Loaded } from '../hooks/useLoaded';

interface Props<T> {
  of: Loaded<T>;
  what: string;
  children: (value: T) => ReactNode;
}

/** Shows what was fetched, or that it is on its way, or why it cannot be had. */
export function Await<T>({ of, what, children }: Props<T>) {
  if (of.error) {
    return (
      <Alert severity="warning" title={`No ${what}`} buttonContent="Try again" onRemove={of.reload}>
        {of.error.message}
      </Alert>
    );
  }
  return of.value === undefined ? (
    <LoadingPlaceholder text={`Loading ${what}`} />
  ) : (
    <>{children(of.value)}</>
  );
}
