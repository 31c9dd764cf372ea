// Playwright's natural step time on the pages of bench/clock: click, then wait until what is awaited
// is visible. One question a line on standard input, one answer a line on standard output; ends
// with its input. The browser stays open, each trial has a context of its own.
import {createInterface} from 'node:readline';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const {version} = createRequire(import.meta.url)('playwright-core/package.json');
const browser = await chromium.launch({executablePath: process.argv[2], chromiumSandbox: process.getuid() !== 0});

const trial = async ({url, locator: {frame, text, role, name}}) => {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}});
  try {
    const page = await context.newPage();
    await page.goto(url);
    const go = page.locator('#go'), within = frame ? page.frameLocator(frame) : page;
    const awaited = role ? within.getByRole(role, {name}) : within.getByText(text);
    await go.waitFor();
    const from = performance.now();
    await go.click();
    await awaited.waitFor({timeout: 20000});
    const ms = performance.now() - from;
    // The page still has to tell what was true; a page that came from the server has nothing to tell.
    await page.waitForFunction('truth.usable', null, {timeout: 10000}).catch(() => {});
    await new Promise((done) => setTimeout(done, 200));
    return {ms};
  } finally {
    await context.close();
  }
};

for await (const line of createInterface({input: process.stdin})) {
  const question = JSON.parse(line);
  let answer;
  try {
    answer = question.hello ? {name: `playwright-core ${version}`} : await trial(question);
  } catch (error) {
    answer = {error: String(error).slice(0, 300)};
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
await browser.close();
