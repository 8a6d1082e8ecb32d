import { type AppPlugin, PluginType } from '@grafana/data';
import React, { useEffect, useState } from 'react';
import { Route, Routes } from 'react-router';
import { loadPlugin } from './amd';
import { APP_ROOT } from '../constants';
import { SETTINGS } from './answers';

/** The built app at one of its pages, without Grafana's navigation. */
export function AppHost({ path }: { path: string }) {
  const [plugin, setPlugin] = useState<AppPlugin>();
  useEffect(() => {
    void loadPlugin<AppPlugin>('/dist/module.js').then(setPlugin);
  }, []);
  const Root = plugin?.root;
  const meta = {
    id: 'aionyx-failureprediction-app',
    name: 'AIONYX',
    type: PluginType.app,
    module: '',
    baseUrl: '',
    info: {} as never,
    jsonData: SETTINGS,
    enabled: true,
  };
  return (
    <div style={{ padding: 32, maxWidth: 1440, margin: 'auto' }}>
      <h1>{titleOf(path)}</h1>
      {Root && (
        <Routes>
          <Route
            path={`${APP_ROOT}/*`}
            element={
              <Root
                meta={meta}
                basename={APP_ROOT}
                path={path}
                query={{}}
                onNavChanged={() => undefined}
              />
            }
          />
        </Routes>
      )}
    </div>
  );
}

/** Grafana takes a page's title from its navigation. */
function titleOf(path: string): string {
  const name = path.replace(APP_ROOT, '').split('/')[1] ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}
