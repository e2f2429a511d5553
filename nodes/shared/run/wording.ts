/** What became of a record, as people are told it: the field by its label, and what to do about it. */
import type { Outcome, Reason } from '../contract';
import { sentenceOf } from '../input/invalid';
import type { Labels } from '../input/labels';

/** For refusals for which a platform's table has no advice: words that all of them use. */
const COMMON: Array<{ words: RegExp; advice: (field: string | undefined) => string }> = [
	{
		words: /不存在|未找到|找不到/,
		advice: (field = 'the IDs, codes and names in it') =>
			`The platform does not have something that this record refers to: check ${field}.`,
	},
	{
		words: /不能为空|不可为空|必填/,
		advice: (field = 'the field that it names') => `The platform needs a value: fill in ${field}.`,
	},
	{
		words: /重复|已存在|已被(?:其他|他人|使用|占用|绑定)/,
		advice: (field = 'A value') =>
			`${field} is used already: update the record that has it, or give another value.`,
	},
];

/** The same outcome in the operation's own terms. Its message is a whole sentence then. */
export function worded(outcome: Outcome, labels: Labels): Outcome {
	if (outcome.kind === 'done') return outcome;
	const { kind, reason } = outcome;
	const advice = reason.advice ?? (kind === 'rejected' ? adviceOf(reason, labels) : undefined);
	const message = sentenceOf(reason, labels.of);
	return { kind, reason: { ...reason, message, ...(advice && { advice }) } };
}

function adviceOf({ message, field }: Reason, labels: Labels): string | undefined {
	if (field !== undefined) return undefined;
	const known = COMMON.find(({ words }) => words.test(message));
	return known?.advice(labels.spokenOf(message));
}
