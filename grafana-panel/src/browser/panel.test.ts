import { describeInChromium } from './stage';

jest.setTimeout(120_000);

describeInChromium('risk panel', (stage) => {
  it.each(['dark', 'light'])('shows the map and the most urgent card in the %s theme', async (theme) => {
    const page = await stage.show({ scenario: 'nodes', theme });
    await page.getByTestId('entity-card').waitFor();
    await page.waitForTimeout(800);
    await stage.picture(page, `risk-${theme}`);
    console.log(stage.errors);
  });
});
