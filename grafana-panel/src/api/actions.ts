import { type Labels } from '@grafana/data';
import { type Entity } from '../domain/entity';
import { callResource } from './resources';

/** One check on the way to an action, with the reason it gave. */
export interface GateResult {
  gate: string;
  verdict: string;
  reason: string;
}

/** A planned action that waits for a person. */
export interface Approval {
  id: string;
  action: string;
  labels: Labels;
  reason: string;
  requestedBy: string;
  expiresAt?: string;
  /** What the cluster's dry run answered: the change, or why it would be refused. */
  preview?: string;
  gates: GateResult[];
}

export interface ActionRecord {
  id: string;
  time: string;
  action: string;
  target: string;
  mode: string;
  result: string;
  reason: string;
  who: string;
}

export interface Pause {
  paused: boolean;
  reason?: string;
  by?: string;
}

export type Decision = 'approve' | 'deny';

type Json = Record<string, unknown>;

export async function approvals(): Promise<Approval[]> {
  return list(await callResource<unknown>('/actions/approvals'), 'approvals').map(approvalOf);
}

export async function history(): Promise<ActionRecord[]> {
  return list(await callResource<unknown>('/actions/history'), 'history').map(recordOf);
}

/** Who decides is known to Grafana's server alone; only the words travel from here. */
export async function decide(id: string, decision: Decision, reason: string): Promise<void> {
  await callResource('/actions/approvals', 'POST', { id, decision, reason });
}

export async function pauseState(): Promise<Pause> {
  const answer = (await callResource<Json>('/actions/pause')) ?? {};
  const [reason, by] = [text(answer, 'reason'), text(answer, 'by', 'who')];
  return { paused: answer.paused === true, reason, by };
}

export async function setPaused(paused: boolean, reason: string): Promise<void> {
  await callResource(paused ? '/actions/pause' : '/actions/resume', 'POST', { reason });
}

/** The approval that waits for this entity, if there is one. */
export function approvalFor(entity: Entity, waiting: Approval[]): Approval | undefined {
  const names = Object.entries(entity.identity);
  return waiting.find(({ labels }) => names.every(([name, value]) => labels[name] === value));
}

function list(answer: unknown, key: string): Json[] {
  const inner = Array.isArray(answer) ? answer : ((answer as Json | null)?.[key] ?? []);
  return (Array.isArray(inner) ? inner : []) as Json[];
}

const text = (json: Json, ...keys: string[]): string => {
  const found = keys.map((key) => json[key]).find((value) => value !== undefined && value !== null);
  return typeof found === 'object' ? JSON.stringify(found, null, 2) : String(found ?? '');
};

function approvalOf(json: Json): Approval {
  return {
    id: text(json, 'id', 'planId', 'plan'),
    action: text(json, 'action'),
    labels: (json.labels ?? json.entity ?? {}) as Labels,
    reason: text(json, 'reason', 'why'),
    requestedBy: text(json, 'requestedBy', 'requester'),
    expiresAt: text(json, 'expiresAt') || undefined,
    preview: text(json, 'preview', 'dryRun', 'diff') || undefined,
    gates: list(json, 'gates').map((gate) => ({
      gate: text(gate, 'gate', 'name'),
      verdict: text(gate, 'verdict', 'result', 'decision'),
      reason: text(gate, 'reason'),
    })),
  };
}

function recordOf(json: Json): ActionRecord {
  return {
    id: text(json, 'id', 'sequence', 'fingerprint'),
    time: text(json, 'time', 'at', 'timestamp'),
    action: text(json, 'action', 'kind'),
    target: text(json, 'target', 'entity'),
    mode: text(json, 'mode'),
    result: text(json, 'result', 'state', 'outcome'),
    reason: text(json, 'reason', 'message', 'detail'),
    who: text(json, 'who', 'user', 'approver', 'by'),
  };
}
