import { type AppRootProps } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import React, { type ReactElement } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { ActionsPage } from './pages/ActionsPage';
import { CapacityPage } from './pages/CapacityPage';
import { EntityPage } from './pages/EntityPage';
import { ModelsPage } from './pages/ModelsPage';
import { OverviewPage } from './pages/OverviewPage';
import { PredictionsPage } from './pages/PredictionsPage';
import { TrackRecordPage } from './pages/TrackRecordPage';
import { PATHS } from './routes';
import { type Settings, SettingsContext } from './settings';

const PAGES: [string, ReactElement][] = [
  [PATHS.overview, <OverviewPage key="overview" />],
  [PATHS.predictions, <PredictionsPage key="predictions" />],
  [PATHS.entity, <EntityPage key="entity" />],
  [PATHS.actions, <ActionsPage key="actions" />],
  [PATHS.trackRecord, <TrackRecordPage key="track-record" />],
  [PATHS.models, <ModelsPage key="models" />],
  [PATHS.capacity, <CapacityPage key="capacity" />],
];

export function App({ meta }: AppRootProps<Settings>) {
  return (
    <SettingsContext.Provider value={meta.jsonData ?? {}}>
      <Routes>
        {PAGES.map(([path, page]) => (
          <Route key={path} path={path} element={<PluginPage>{page}</PluginPage>} />
        ))}
        <Route path="*" element={<Navigate to={PATHS.overview} replace />} />
      </Routes>
    </SettingsContext.Provider>
  );
}
