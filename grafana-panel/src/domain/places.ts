import { type Labels } from '@grafana/data';
import { type Sample } from './samples';

/** Well-known node labels, as kube-state-metrics spells them, and what a group is called after them. */
const NODE_LABELS: Record<string, string> = {
  label_topology_kubernetes_io_zone: 'zone',
  label_failure_domain_beta_kubernetes_io_zone: 'zone',
  label_cloud_google_com_gke_nodepool: 'pool',
  label_eks_amazonaws_com_nodegroup: 'pool',
  label_kubernetes_azure_com_agentpool: 'pool',
  label_karpenter_sh_nodepool: 'pool',
};

const at = (cluster: string | undefined, ...names: string[]) => [cluster ?? '', ...names].join('|');

/**
 * Where entities are: the zone and pool of a node from `kube_node_labels`, the node of a pod from
 * `kube_pod_info`, both optional. Risk series name no zone themselves.
 */
export function placesOf(samples: Map<string, Sample[]>): (labels: Labels) => Labels {
  const byNode = new Map<string, Labels>();
  for (const { labels } of samples.get('kube_node_labels') ?? []) {
    byNode.set(at(labels.cluster, labels.node), placeOf(labels));
  }
  const nodeOfPod = new Map<string, string>();
  for (const { labels } of samples.get('kube_pod_info') ?? []) {
    nodeOfPod.set(at(labels.cluster, labels.namespace, labels.pod), labels.node);
  }
  return (labels) => {
    const node =
      labels.node ?? nodeOfPod.get(at(labels.cluster, labels.namespace ?? '', labels.pod ?? ''));
    return node ? { node, ...byNode.get(at(labels.cluster, node)) } : {};
  };
}

function placeOf(labels: Labels): Labels {
  const place: Labels = {};
  for (const [label, name] of Object.entries(NODE_LABELS)) {
    if (labels[label] && !place[name]) {
      place[name] = labels[label];
    }
  }
  return place;
}
