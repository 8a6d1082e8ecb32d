import { AppPlugin } from '@grafana/data';
import { App } from './app/App';
import { ConfigPage } from './app/ConfigPage';
import { type Settings } from './app/settings';

export const plugin = new AppPlugin<Settings>()
  .setRootPage(App)
  .addConfigPage({ title: 'Configuration', icon: 'cog', body: ConfigPage, id: 'configuration' });
