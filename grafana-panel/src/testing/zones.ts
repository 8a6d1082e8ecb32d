import { type DataFrame, FieldType } from '@grafana/data';
import { type PredictionsJson } from '../api/predictions';

/** The answer of `kube_node_labels` for the nodes of a world, spread over three zones. */
export function nodeLabels({ predictions }: PredictionsJson): DataFrame {
  const nodes = predictions.map((p) => p.labels.node);
  const text = (name: string, values: string[]) => ({
    name,
    type: FieldType.string,
    config: {},
    values,
  });
  return {
    refId: 'node_labels',
    length: nodes.length,
    fields: [
      text(
        '__name__',
        nodes.map(() => 'kube_node_labels')
      ),
      text(
        'cluster',
        predictions.map((p) => p.labels.cluster)
      ),
      text('node', nodes),
      text(
        'label_topology_kubernetes_io_zone',
        nodes.map((_, i) => `eu-west-1${'abc'[i % 3]}`)
      ),
      { name: 'Value', type: FieldType.number, config: {}, values: nodes.map(() => 1) },
    ],
  };
}
