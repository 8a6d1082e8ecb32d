import { describeInChromium } from './stage';
jest.setTimeout(120_000);
describeInChromium('debug', (stage) => {
  it('x', async () => {
    const page = await stage.show(JSON.parse(process.env.ASK || '{}'), { width: Number(process.env.W ?? 1320), height: Number(process.env.H ?? 860) });
    page.on('console', (m) => process.stderr.write(m.text().slice(0, 400) + '\n'));
    page.on('requestfailed', (m) => process.stderr.write(m.url() + '\n'));
    page.on('response', (m) => m.status() > 300 && process.stderr.write(m.status() + m.url() + '\n'));
    await page.reload();
    await new Promise((r) => setTimeout(r, 4000));
    await page.screenshot({ path: '/tmp/debug.png' });
    process.stderr.write(JSON.stringify(stage.errors).slice(0, 2000) + '\n');
  });
});
