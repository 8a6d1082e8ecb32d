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
  /** Hash of the plan that was read: a plan which changed meanwhile cannot be approved by mistake. */
  plan: string;
  action: string;
  labels: Labels;
  reason: string;
  playbook: string;
  expiresAt?: string;
  /** What the action would change; the gate `dry_run` says whether the cluster would let it. */
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

export type Decision = 'approve' | 'deny';

type Json = Record<string, unknown>;

export async function approvals(): Promise<Approval[]> {
  return list(await callResource<unknown>('/actions/approvals'), 'approvals').map(approvalOf);
}

export async function history(): Promise<ActionRecord[]> {
  return list(await callResource<unknown>('/actions/history'), 'history').map(recordOf);
}

/** Who decides is known to Grafana's server alone; only the words travel from here. */
export async function decide(
  { id, plan }: Pick<Approval, 'id' | 'plan'>,
  decision: Decision,
  reason: string
): Promise<void> {
  await callResource('/actions/approvals', 'POST', { id, plan, decision, reason });
}

/** Pauses or resumes all actions, and says how things stand after it. */
export async function setPaused(paused: boolean, reason: string): Promise<boolean> {
  const path = paused ? '/actions/pause' : '/actions/resume';
  const answer = await callResource<{ paused?: boolean } | null>(path, 'POST', { reason });
  return answer?.paused ?? paused;
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

/** The bridge names an entity by its identity labels, and the cluster beside them. */
function labelsOf(json: Json): Labels {
  const named = (json.labels ?? json.entity ?? {}) as Labels;
  const cluster = text(json, 'cluster');
  return cluster ? { cluster, ...named } : named;
}

function approvalOf(json: Json): Approval {
  return {
    id: text(json, 'id'),
    plan: text(json, 'plan'),
    action: text(json, 'action'),
    labels: labelsOf(json),
    reason: text(json, 'reason'),
    playbook: text(json, 'playbook'),
    expiresAt: text(json, 'expires_at', 'next_at') || undefined,
    preview: text(json, 'preview', 'diff', 'parameters') || undefined,
    gates: list(json, 'gates').map((gate) => ({
      gate: text(gate, 'gate'),
      verdict: text(gate, 'verdict'),
      reason: text(gate, 'reason'),
    })),
  };
}

function recordOf(json: Json): ActionRecord {
  const identity = Object.entries(labelsOf(json)).filter(([name]) => name !== 'cluster');
  return {
    id: text(json, 'id'),
    time: text(json, 'updated_at', 'created_at'),
    action: text(json, 'action'),
    target: identity.map(([, value]) => value).join('/'),
    mode: text(json, 'mode'),
    result: text(json, 'phase', 'result'),
    reason: text(json, 'reason'),
    who: text(json, 'decided_by'),
  };
}
