/** What to do about a refusal for which a platform's table has no advice, from the words that they all use. */
import type { Outcome } from '../contract';
import type { Labels } from '../input/labels';

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

/** The same outcome, with what to do about it in the operation's own terms. */
export function advised(outcome: Outcome, labels: Labels): Outcome {
	if (outcome.kind !== 'rejected' || outcome.reason.advice || outcome.reason.field) return outcome;
	const { message } = outcome.reason;
	const known = COMMON.find(({ words }) => words.test(message));
	if (!known) return outcome;
	const advice = known.advice(labels.spokenOf(message));
	return { ...outcome, reason: { ...outcome.reason, advice } };
}
