import {
  applyFieldOverrides,
  EventBusSrv,
  type FieldConfigSource,
  type GrafanaTheme2,
  type PanelData,
  type PanelPlugin,
  type PanelProps,
} from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { loadPlugin } from './amd';
import { SCENARIOS } from './scenarios';

interface Props {
  ask: URLSearchParams;
  theme: GrafanaTheme2;
}

/** The built panel in Grafana's panel frame, with the overrides applied as a dashboard would. */
export function PanelHost({ ask, theme }: Props) {
  const [plugin, setPlugin] = useState<PanelPlugin>();
  useEffect(() => {
    void loadPlugin<PanelPlugin>('/dist/panels/risk/module.js').then(setPlugin);
  }, []);
  const width = Number(ask.get('width') ?? 1280);
  const height = Number(ask.get('height') ?? 720);
  return (
    <div style={{ padding: 16, width: width + 32 }}>
      <PanelChrome title="What fails next" width={width} height={height} padding="md">
        {(innerWidth, innerHeight) =>
          plugin && <Panel {...{ plugin, ask, theme }} width={innerWidth} height={innerHeight} />
        }
      </PanelChrome>
    </div>
  );
}

interface PanelArgs extends Props {
  plugin: PanelPlugin;
  width: number;
  height: number;
}

function Panel({ plugin, ask, theme, width, height }: PanelArgs) {
  const [data] = useState(() =>
    withOverrides(SCENARIOS[ask.get('scenario') ?? 'nodes'](), plugin, theme)
  );
  const Component = plugin.panel!;
  const options = { ...(plugin.defaults as object), ...JSON.parse(ask.get('options') ?? '{}') };
  const props: PanelProps = {
    id: 1,
    title: 'What fails next',
    data,
    timeRange: data.timeRange,
    timeZone: 'utc',
    options,
    transparent: false,
    width,
    height,
    fieldConfig: fieldConfigOf(plugin),
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    onChangeTimeRange: () => undefined,
  };
  return <Component {...props} />;
}

function fieldConfigOf(plugin: PanelPlugin): FieldConfigSource {
  const links = [{ title: 'Runbook', url: 'https://example.com/runbook' }];
  return {
    ...plugin.fieldConfigDefaults,
    defaults: { ...plugin.fieldConfigDefaults.defaults, links },
  };
}

function withOverrides(data: PanelData, plugin: PanelPlugin, theme: GrafanaTheme2): PanelData {
  const series = applyFieldOverrides({
    data: data.series,
    fieldConfig: fieldConfigOf(plugin),
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  return { ...data, series };
}
