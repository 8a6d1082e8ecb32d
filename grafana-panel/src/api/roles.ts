import { config } from '@grafana/runtime';

/**
 * Hides what the person may not do. This is courtesy, not protection: the app's back end checks the
 * role that Grafana's server vouches for.
 */
export const canAct = () => ['Editor', 'Admin'].includes(config.bootData.user.orgRole);
export const isAdmin = () => config.bootData.user.orgRole === 'Admin';
export const userName = () => config.bootData.user.login || 'anonymous';
