import { createTheme, type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { hiddenVisually } from '../components/hidden';
import { AppHost } from './AppHost';
import { PanelHost } from './PanelHost';
import { ConfigHost } from './ConfigHost';
import { fillRegistries } from './registries';
import { lendServices } from './services';

/** A stand-in for Grafana around one built plugin; what to show is in the page's address. */
const ask = new URLSearchParams(window.location.search);
const mode = ask.get('theme') === 'light' ? 'light' : 'dark';
const theme: GrafanaTheme2 = createTheme({ colors: { mode } });

fillRegistries();
lendServices(theme, ask);

function Host({ children }: { children: ReactNode }) {
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <MemoryRouter initialEntries={[ask.get('path') ?? '/']}>
        <main style={{ background: theme.colors.background.canvas, minHeight: '100vh' }}>
          {children}
        </main>
      </MemoryRouter>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function Shown() {
  const plugin = ask.get('plugin');
  if (plugin === 'app') {
    return <AppHost path={ask.get('path') ?? '/'} />;
  }
  return (
    <>
      <h1 className={hiddenVisually}>A page of Grafana</h1>
      {plugin === 'config' ? <ConfigHost /> : <PanelHost ask={ask} theme={theme} />}
    </>
  );
}

createRoot(document.getElementById('root')!).render(
  <Host>
    <Shown />
  </Host>
);
