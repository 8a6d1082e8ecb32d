import {
  dataLinksOverrideProcessor,
  FieldConfigProperty,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
} from '@grafana/data';

const EDITORS = ['number', 'slider', 'text', 'select', 'radio', 'boolean', 'color'];

/** The standard options whose effect a panel shows; their editors belong to Grafana's side bar. */
const PROCESSORS: [FieldConfigProperty, FieldConfigPropertyItem['process']][] = [
  [FieldConfigProperty.Unit, stringOverrideProcessor],
  [FieldConfigProperty.Min, numberOverrideProcessor],
  [FieldConfigProperty.Max, numberOverrideProcessor],
  [FieldConfigProperty.Decimals, numberOverrideProcessor],
  [FieldConfigProperty.DisplayName, stringOverrideProcessor],
  [FieldConfigProperty.NoValue, stringOverrideProcessor],
  [
    FieldConfigProperty.Thresholds,
    thresholdsOverrideProcessor as FieldConfigPropertyItem['process'],
  ],
  [FieldConfigProperty.Color, identityOverrideProcessor],
  [FieldConfigProperty.Mappings, identityOverrideProcessor],
  [FieldConfigProperty.Links, dataLinksOverrideProcessor as FieldConfigPropertyItem['process']],
];

/** Grafana's core fills these at its start; without them no panel plugin can be set up. */
export function fillRegistries() {
  const editor = () => null;
  standardEditorsRegistry.setInit(() => EDITORS.map((id) => ({ id, name: id, editor })));
  standardFieldConfigEditorRegistry.setInit(() =>
    PROCESSORS.map(([id, process]) => ({
      ...{ id, path: id, name: id, editor, override: editor, process },
      settings: {},
      shouldApply: () => true,
    }))
  );
}
