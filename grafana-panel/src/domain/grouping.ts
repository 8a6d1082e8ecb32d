import { byLeadTime, type Risk } from './risk';

export interface RiskGroup {
  name: string;
  /** Soonest failure first. */
  risks: Risk[];
}

/** Labels by which a group may be formed, in the order in which `auto` tries them. */
export const GROUP_LABELS = ['zone', 'pool', 'namespace', 'cluster', 'node'] as const;

/** The first label that really divides the risks, so that a plain set of queries needs no set-up. */
export function autoGroup(risks: Risk[]): string {
  const divides = (label: string) => new Set(risks.map((risk) => risk.labels[label])).size > 1;
  return GROUP_LABELS.find((label) => label !== 'node' && divides(label)) ?? '';
}

/**
 * Groups in order of their most urgent risk; an empty label gives a single group. What lacks the
 * label, as nodes lack a namespace, is grouped by its kind.
 */
export function groupRisks(risks: Risk[], label: string): RiskGroup[] {
  const groups = new Map<string, Risk[]>();
  for (const risk of [...risks].sort(byLeadTime)) {
    const name = label === '' ? 'all' : (risk.labels[label] ?? `${risk.entity.kind}s`);
    const members = groups.get(name);
    if (members) {
      members.push(risk);
    } else {
      groups.set(name, [risk]);
    }
  }
  return [...groups].map(([name, members]) => ({ name, risks: members }));
}
