/** Pages of the tests, and their screenshots: test/output/screenshots. */
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { BrowserContext, Page } from './browser.ts';

export const SCREENSHOTS = path.join(import.meta.dirname, '../../output/screenshots');

export const shoot = async (page: Page, name: string) =>
	await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });

/** A page for one test; of one that fails, there is a screenshot. */
export async function openPage(browser: BrowserContext): Promise<Page> {
	const page = await browser.newPage();
	onTestFinished(async ({ task }) => {
		if (task.result?.state === 'fail') await shoot(page, `failed ${task.name}`);
		await page.close();
	});
	return page;
}
