import '@testing-library/jest-dom';
import { TextDecoder, TextEncoder } from 'node:util';

// jsdom lacks what Grafana's packages take for granted in a browser.
Object.assign(globalThis, { TextDecoder, TextEncoder });

Object.defineProperty(window, 'matchMedia', {
  value: (media: string) => ({
    matches: false,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});

// Drawing is tested in a real browser; here a canvas has no context.
HTMLCanvasElement.prototype.getContext = () => null;

// A busy machine is slow, not wrong.
jest.setTimeout(60_000);
