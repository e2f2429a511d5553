/**
 * Which texts a person can't read to their end, measured where they are drawn. Runs in the page,
 * so it takes nothing from outside but its argument.
 */

export interface Cut {
	text: string;
	/** How much is out of sight, in pixels. */
	missing: number;
}

/**
 * The texts below `root` that an element between them and `root` clips, with an ellipsis or
 * without, and the values of closed selects that are longer than their box.
 */
export function cutTexts(root: Element): Cut[] {
	/**
	 * What comes only while the mouse is there, what belongs to n8n's code editor, and descriptions
	 * in lists, of which n8n shows two lines.
	 */
	const NOT_READ =
		'[data-test-id$="options-container"], .cm-editor, [data-test-id="tooltip-content"], .option-description';

	const isRead = (element: Element) =>
		element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
		!element.closest(NOT_READ);

	/** The boxes around an element that let nothing be seen outside them. */
	const clips = (element: Element): DOMRect[] => {
		const boxes: DOMRect[] = [];
		for (let each: Element | null = element; each && each !== root; each = each.parentElement)
			if (getComputedStyle(each).overflowX !== 'visible') boxes.push(each.getBoundingClientRect());
		return boxes;
	};

	const missingOf = (text: Node, element: Element): number => {
		const range = document.createRange();
		range.selectNodeContents(text);
		const lines = [...range.getClientRects()];
		return clips(element).reduce((most, box) => {
			const beside = lines.map((line) => Math.max(line.right - box.right, box.left - line.left));
			const below = lines.map((line) =>
				(line.top + line.bottom) / 2 > box.bottom ? line.width : 0,
			);
			return Math.max(most, ...beside, ...below);
		}, 0);
	};

	const found: Cut[] = [];
	const note = (text: string, missing: number) => {
		// Less than that is rounding.
		if (missing > 1)
			found.push({ text: text.trim().replace(/\s+/g, ' '), missing: Math.ceil(missing) });
	};
	const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let text = texts.nextNode(); text; text = texts.nextNode()) {
		const element = text.parentElement;
		if (element && text.textContent?.trim() && isRead(element))
			note(text.textContent, missingOf(text, element));
	}
	for (const input of root.querySelectorAll<HTMLInputElement>('input[role="combobox"]'))
		if (isRead(input)) note(input.value, input.scrollWidth - input.clientWidth);
	return found;
}
