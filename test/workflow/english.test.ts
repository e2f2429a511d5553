/**
 * n8n verifies packages in English only: wherever people read a text of ours in the editor, Chinese
 * stands beside English words and never alone. What a placeholder gives as an example is data.
 */
import { describe, expect, it } from 'vitest';
import { engine } from './engine/cases.ts';

/** Members that hold what people read. */
const READ =
	/^(displayName|name|action|description|placeholder|hint|subtitle|message|title|value)$/;
const HAN = /\p{Script=Han}/u;
const ENGLISH = /[A-Za-z]{2}/;

type Text = [where: string, text: string];

/** Every such text below a description, with its place. */
function textsIn(value: unknown, where: string): Text[] {
	if (Array.isArray(value)) return value.flatMap((each, at) => textsIn(each, `${where}[${at}]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		typeof member === 'string' && READ.test(name)
			? [[`${where}.${name}`, member] as Text]
			: textsIn(member, `${where}.${name}`),
	);
}

const { nodeTypes, credentialTypes } = engine.loader;
const DESCRIBED = [
	...Object.entries(nodeTypes).map(([name, { type }]) => [
		name,
		'description' in type && type.description,
	]),
	...Object.entries(credentialTypes).map(([name, { type }]) => [name, type]),
] as Array<[string, object]>;

const isPlaceholder = (where: string) => where.endsWith('.placeholder');
const isAlone = (text: string) => HAN.test(text) && !ENGLISH.test(text);

describe.each(DESCRIBED)('%s', (name, description) => {
	const texts = textsIn(description, name);

	it('has no Chinese without English', () => {
		expect(texts.length).toBeGreaterThan(10);
		const others = texts.filter(([where]) => !isPlaceholder(where));
		expect(others.filter(([, text]) => isAlone(text))).toEqual([]);
	});

	it('has Chinese placeholders as examples only', () => {
		const chinese = texts.filter(([where, text]) => isPlaceholder(where) && HAN.test(text));
		expect(chinese.filter(([, text]) => !text.startsWith('e.g. '))).toEqual([]);
	});
});
