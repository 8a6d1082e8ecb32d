import { violations } from './axe';
import { describeInChromium } from './stage';

jest.setTimeout(240_000);

/** Each page with a word that it shows only when its data have come. */
const PAGES: [string, string][] = [
  ['overview', 'Next failure'],
  ['predictions', 'ip-10-20-0-17'],
  ['entity/node/ip-10-20-0-17', 'By horizon'],
  ['actions', 'Waiting for approval'],
  ['track-record', 'Outcomes of 30 days'],
  ['models', 'Drift of features'],
  ['capacity', 'Runs out next'],
];

const ask = (path: string, more = {}) => ({
  plugin: 'app',
  path: `/a/aionyx-failureprediction-app/${path}`,
  ...more,
});

const SIZE = { width: 1400, height: 980 };

describeInChromium('app', (stage) => {
  afterEach(() => expect(stage.takeErrors()).toEqual([]));

  const cases = PAGES.map(([path, word]) => [path, 'dark', word]);
  const light = PAGES.slice(0, 2).map(([path, word]) => [path, 'light', word]);

  it.each([...cases, ...light])('shows the page %s, %s', async (path, theme, word) => {
    const page = await stage.show(ask(path, { theme }), SIZE);
    await page.getByText(word).first().waitFor();
    expect(await violations(page)).toEqual([]);
    if (theme === 'dark' || path === 'overview') {
      await stage.picture(page, `${path.split('/')[0]}-${theme}`);
    }
    await page.close();
  });

  it('goes from the inbox to an entity', async () => {
    const page = await stage.show(ask('predictions'), SIZE);
    await page.getByPlaceholder('Name, namespace or reason').fill('ip-10-20-0-17');
    await page.getByRole('link', { name: 'ip-10-20-0-17' }).click();
    await page.getByText('By horizon').waitFor();
    await page.close();
  });

  it('lets an editor deny an action with a reason', async () => {
    const page = await stage.show(ask('actions'), SIZE);
    await page.getByLabel('Reason for the decision').fill('a deploy is under way');
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Denied', { exact: true }).waitFor();
    const calls = await page.evaluate(() => (window as unknown as { __calls: unknown[] }).__calls);
    expect(calls).toContainEqual(
      expect.objectContaining({
        data: { id: 'r-1', plan: '7f3a', decision: 'deny', reason: 'a deploy is under way' },
      })
    );
    await page.close();
  });

  it('shows a viewer no button to act with', async () => {
    const page = await stage.show(ask('actions', { role: 'Viewer' }), SIZE);
    await page.getByText('3 of 4 gates passed').waitFor();
    expect(await page.getByRole('button', { name: /Approve|Deny|Pause/ }).count()).toBe(0);
    await page.close();
  });

  it('names the reason on each page when the back end is away', async () => {
    const page = await stage.show(ask('predictions', { backend: 'down' }), SIZE);
    await page.getByText('plugin unavailable').waitFor();
    await page.close();
  });

  it('tests the connections from the configuration page', async () => {
    const page = await stage.show({ plugin: 'config' }, SIZE);
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('The predictor answers.').waitFor();
    await page.getByText('bridge: 401, the token is not the right one').waitFor();
    await page.getByText('series of aionyx_failure_probability').waitFor();
    expect(await violations(page)).toEqual([]);
    await stage.picture(page, 'configuration-dark');
    await page.close();
  });

  it('says which connection is broken', async () => {
    const page = await stage.show({ plugin: 'config', backend: 'down' }, SIZE);
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('the back end does not run').waitFor();
    await page.close();
  });
});
