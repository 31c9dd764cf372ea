// The journey of bench/journey as a script of Playwright: one cold process, one browser, six steps.
//   node journey_playwright.mjs SITE BROWSER [FOLDER OF A VIDEO]
// Prints how long the journey took, from before its context is opened until it is closed.
import {chromium} from 'playwright-core';

const [site, executablePath, dir] = process.argv.slice(2);
const size = {width: 1440, height: 900};
const browser = await chromium.launch({executablePath, chromiumSandbox: process.getuid() !== 0});
const from = performance.now();
const context = await browser.newContext({viewport: size, ...(dir ? {recordVideo: {dir, size}} : {})});
const page = await context.newPage();
await page.goto(site);
for (const name of ['Help', 'Returns', 'Start a return']) await page.getByRole('link', {name}).click();
await page.getByRole('button', {name: 'Confirm the return'}).click();
await page.getByRole('link', {name: 'Show the label'}).click();
await page.getByText('This is your label').waitFor();
await context.close();
const ms = performance.now() - from;
await browser.close();
process.stdout.write(JSON.stringify({journey_ms: ms}) + '\n');
