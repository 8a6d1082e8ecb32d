import { type AppPlugin } from '@grafana/data';
import React, { type ComponentType, useEffect, useState } from 'react';
import { loadPlugin } from './amd';
import { SETTINGS } from './answers';

/** The built app's configuration page, as the plugin catalogue shows it. */
export function ConfigHost() {
  const [plugin, setPlugin] = useState<AppPlugin>();
  useEffect(() => {
    void loadPlugin<AppPlugin>('/dist/module.js').then(setPlugin);
  }, []);
  const Page = plugin?.configPages?.[0].body as
    ComponentType<{ plugin: unknown; query: object }> | undefined;
  const meta = {
    id: 'aionyx-failureprediction-app',
    enabled: true,
    pinned: true,
    jsonData: SETTINGS,
  };
  return (
    <div style={{ padding: 32, maxWidth: 900 }}>
      {Page && <Page plugin={{ meta }} query={{}} />}
    </div>
  );
}
