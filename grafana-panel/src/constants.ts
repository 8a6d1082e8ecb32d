export const APP_ID = 'aionyx-failureprediction-app';
export const APP_ROOT = `/a/${APP_ID}`;
export const RESOURCES = `/api/plugins/${APP_ID}/resources`;
