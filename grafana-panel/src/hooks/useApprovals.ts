import { useMemo } from 'react';
import { approvals } from '../api/actions';
import { type Approvals } from '../components/approvalsContext';
import { useLoaded } from './useLoaded';

/** Approvals that wait; none without the back end, whose absence the card says elsewhere. */
export function useApprovals(backend: boolean): Approvals {
  const { value, reload } = useLoaded(backend ? approvals : undefined);
  return useMemo(() => ({ waiting: value ?? [], reload }), [value, reload]);
}
