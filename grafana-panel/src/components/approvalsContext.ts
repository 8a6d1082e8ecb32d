import { createContext } from 'react';
import { type Approval } from '../api/actions';

export interface Approvals {
  waiting: Approval[];
  reload: () => void;
}

/** Approvals are fetched once a page or panel, however many cards show them. */
export const ApprovalsContext = createContext<Approvals>({ waiting: [], reload: () => undefined });
