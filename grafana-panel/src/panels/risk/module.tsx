import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { GROUP_LABELS } from '../../domain/grouping';
import { DEFAULT_THRESHOLDS } from '../../domain/level';
import { DEFAULTS, migrate, type RiskOptions } from './options';
import { RiskPanel } from './RiskPanel';
import { suggest } from './suggest';

const option = <T extends string>(value: T, label: string = value) => ({ value, label });

export const plugin = new PanelPlugin<RiskOptions>(RiskPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Unit]: { defaultValue: 'percentunit' },
      [FieldConfigProperty.Min]: { defaultValue: 0 },
      [FieldConfigProperty.Max]: { defaultValue: 1 },
      [FieldConfigProperty.Thresholds]: { defaultValue: DEFAULT_THRESHOLDS },
    },
  })
  .setMigrationHandler((panel) => migrate(panel.options as Partial<RiskOptions>))
  .setSuggestionsSupplier(suggest)
  .setPanelOptions((builder) =>
    builder
      .addSelect({
        path: 'groupBy',
        name: 'Group by',
        description:
          'Zone and pool come from kube_node_labels, the node of a pod from kube_pod_info.',
        defaultValue: DEFAULTS.groupBy,
        settings: {
          allowCustomValue: true,
          options: [
            option('auto', 'Automatic'),
            ...GROUP_LABELS.map((label) => option(label)),
            option('', 'No groups'),
          ],
        },
      })
      .addTextInput({
        path: 'horizon',
        name: 'Horizon',
        description: 'Which horizon to show when the query answers several. Empty for 2h.',
        defaultValue: DEFAULTS.horizon,
      })
      .addNumberInput({
        path: 'minProbability',
        name: 'Least probability',
        description: 'Leaves out entities below it, 0 to 1.',
        defaultValue: DEFAULTS.minProbability,
        settings: { min: 0, max: 1, step: 0.05 },
      })
      .addRadio({
        path: 'card',
        name: 'Entity card',
        defaultValue: DEFAULTS.card,
        settings: {
          options: [
            option('wall', 'Most urgent'),
            option('select', 'On selection'),
            option('off', 'Off'),
          ],
        },
      })
      .addBooleanSwitch({
        path: 'backend',
        name: "Use the app's back end",
        description: 'Raw values, approvals and actions. Off: plain series only.',
        defaultValue: DEFAULTS.backend,
      })
  );
