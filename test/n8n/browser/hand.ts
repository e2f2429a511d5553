/** A person at the editor, whose every step is counted. */
import type { Locator, Page } from 'playwright-core';

/**
 * What a person does, counted, with the time that it takes a practised one by the keystroke-level
 * model of Card, Moran and Newell: to decide 1.2 s, to point 1.1 s, a button or key 0.2 s. What
 * is offered first is taken by Enter, without a decision.
 */
export class Hand {
	steps: string[] = [];
	/** A double click is two, and to drag something is one. */
	clicks = 0;
	/** Keys that are not text, such as Enter for what a list offers first. */
	keys = 0;
	/** A text for each field that was filled in. */
	typed: string[] = [];
	handSeconds = 0;
	private readonly startedAt = performance.now();
	private readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** What the editor and this script take. */
	get seconds(): number {
		return (performance.now() - this.startedAt) / 1000;
	}

	private note(step: string, seconds: number): void {
		this.steps.push(step);
		this.handSeconds += seconds;
	}

	/** In order to drag it somewhere where nothing is. */
	async dragAway(what: string, from: Locator, x: number, y: number): Promise<void> {
		await from.hover();
		await this.page.mouse.down();
		await this.page.mouse.move(x, y, { steps: 10 });
		await this.page.mouse.up();
		this.clicks++;
		this.note(`drag ${what}`, 1.2 + 2 * 1.1 + 0.2);
	}

	async click(what: string, target: Locator, clickCount = 1): Promise<void> {
		await target.click({ clickCount });
		this.clicks += clickCount;
		this.note(`click ${what}`, 1.2 + 1.1 + clickCount * 0.2);
	}

	/** In the node panel. */
	async search(words: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').waitFor();
		await this.type(words);
	}

	/**
	 * Into what has the focus, once something has it: letters typed earlier are lost, or go to the
	 * canvas, where `d` switches a node off.
	 */
	async type(text: string): Promise<void> {
		await this.page.waitForFunction(() =>
			document.activeElement?.matches('input, textarea, [contenteditable="true"]'),
		);
		await this.page.keyboard.type(text);
		this.typed.push(text);
		this.note(`type ${text}`, 1.2 + text.length * 0.2);
	}

	/** What was copied elsewhere: at once, as the editor takes what is typed some moments later. */
	async paste(what: string, text: string): Promise<void> {
		await this.page.keyboard.insertText(text);
		this.typed.push(text);
		this.note(`paste ${what}`, 1.2 + 2 * 0.2);
	}

	/** What a list offers first. */
	async enter(offered: Locator): Promise<void> {
		const name = await offered.innerText();
		await this.page.keyboard.press('Enter');
		this.keys++;
		this.note(`press Enter (${name})`, 0.2);
	}

	async press(keys: string, what: string): Promise<void> {
		await this.page.keyboard.press(keys);
		this.keys++;
		this.note(`press ${keys} (${what})`, 1.2 + keys.split('+').length * 0.2);
	}

	async drag(what: string, from: Locator, to: Locator): Promise<void> {
		await from.dragTo(to);
		this.clicks++;
		this.note(`drag ${what}`, 1.2 + 2 * 1.1 + 0.2);
	}

	told(): string {
		const lines = this.steps.map((step, at) => `${String(at + 1).padStart(4)} ${step}`);
		const [script, hand] = [this.seconds, this.handSeconds].map((each) => each.toFixed(0));
		const counts = `${this.clicks} clicks, ${this.typed.length} texts typed, ${this.keys} keys`;
		return `${lines.join('\n')}\n${counts}; ${script} s as a script; a hand needs ${hand} s`;
	}
}
