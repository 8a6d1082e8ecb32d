import * as emotion from '@emotion/css';
import * as data from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as ui from '@grafana/ui';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as router from 'react-router';
import * as rxjs from 'rxjs';

/** What Grafana's own loader lends to a plugin. */
const LENT: Record<string, unknown> = {
  react: React,
  'react-dom': ReactDOM,
  'react-router': router,
  rxjs,
  '@emotion/css': emotion,
  '@grafana/data': data,
  '@grafana/runtime': runtime,
  '@grafana/ui': ui,
};

type Factory = (...modules: unknown[]) => unknown;

interface AmdWindow {
  define?: ((names: string[], factory: Factory) => void) & { amd?: object };
}

/** Loads a built plugin as Grafana does: an AMD module, given the host's packages by name. */
export function loadPlugin<T>(url: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const define = (names: string[], factory: Factory) => {
      const missing = names.filter((name) => !(name in LENT));
      if (missing.length > 0) {
        reject(new Error(`the host lends no ${missing.join(', ')}`));
      }
      // Other scripts on the page must not take themselves for plugins.
      delete (window as AmdWindow).define;
      resolve((factory(...names.map((name) => LENT[name])) as { plugin: T }).plugin);
    };
    (window as AmdWindow).define = Object.assign(define, { amd: {} });
    const script = document.createElement('script');
    script.src = url;
    script.onerror = () => reject(new Error(`cannot load ${url}`));
    document.head.append(script);
  });
}
