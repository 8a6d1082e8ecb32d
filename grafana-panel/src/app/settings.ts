import { createContext, useContext } from 'react';

/** What the configuration page keeps. Tokens are kept apart, encrypted, and never come back. */
export interface Settings {
  predictorUrl?: string;
  bridgeUrl?: string;
  /** The authority in PEM that signed their certificates, when it is not a public one. */
  tlsCaCert?: string;
  /** The Prometheus that holds the written series; empty for the default one. */
  prometheusUid?: string;
}

export const SettingsContext = createContext<Settings>({});
export const useSettings = () => useContext(SettingsContext);
