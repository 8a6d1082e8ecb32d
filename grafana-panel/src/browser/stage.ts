import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { NOW_MS } from '../testing/world';
import { serve } from './server';

const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path)
);

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/** Pictures go beside the build's other output; `npm run pictures` renews those of the documentation. */
const PICTURES = join(__dirname, '../..', process.env.PICTURES ?? 'target/pictures');

/** Describes tests that need a browser; without one they are skipped, and stderr says so. */
export function describeInChromium(name: string, tests: (stage: Stage) => void) {
  if (!CHROMIUM) {
    process.stderr.write(`\nSKIPPED: "${name}" needs Chromium; install it or set CHROMIUM.\n`);
  }
  (CHROMIUM ? describe : describe.skip)(name, () => {
    const stage = new Stage();
    beforeAll(() => stage.open(), 240_000);
    afterAll(() => stage.close());
    tests(stage);
  });
}

export type Ask = Record<string, string>;

/** A browser on the host page. */
export class Stage {
  private browser?: Browser;
  private context?: BrowserContext;
  private server?: { url: string; close: () => void };
  private errors: string[] = [];

  /** Errors that the pages did not catch since the last time of asking. */
  takeErrors(): string[] {
    const taken = this.errors;
    this.errors = [];
    return taken;
  }

  async open() {
    this.server = await serve();
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    this.context = await this.browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
  }

  async close() {
    await this.browser?.close();
    this.server?.close();
  }

  /** Opens the host page, with the clock standing at the world's instant. */
  async show(ask: Ask, size = { width: 1320, height: 780 }): Promise<Page> {
    const page = await this.context!.newPage();
    await page.setViewportSize(size);
    page.setDefaultTimeout(90_000);
    page.on('pageerror', (error) => this.errors.push(error.message));
    await page.clock.setFixedTime(NOW_MS);
    await page.goto(`${this.server!.url}?${new URLSearchParams(ask).toString()}`);
    return page;
  }

  /** Keeps a picture of the page as it stands. */
  async picture(page: Page, name: string) {
    mkdirSync(PICTURES, { recursive: true });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
}
