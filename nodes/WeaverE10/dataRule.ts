import type { Field } from '../shared/contract';
import { asInvalid, Invalid } from '../shared/input/invalid';
import { isUnset, object } from '../shared/input/readers';
import { choice } from './fields';

const BY_CODE = [
	{ name: 'Code', value: 'code' },
	{ name: 'ID', value: 'id' },
	{ name: 'Name', value: 'name' },
];

const RULES = {
	department: choice('department', 'Department (部门)', 'How departments are looked up', BY_CODE),
	employee: choice('employee', 'Employee (人员)', 'How employees are looked up', [
		{ name: 'Job Number', value: 'job_num' },
		{ name: 'ID', value: 'id' },
		{ name: 'Name', value: 'username' },
	]),
	employeeScopeConfig: choice(
		'employeeScopeConfig',
		'Employee Accounts (人员范围)',
		'Which accounts employees are looked up among',
		[
			{ name: 'Main Accounts Only', value: 'onlyMainAccount' },
			{ name: 'Normal Accounts Only', value: 'onlyNormal' },
		],
	),
	organization: choice(
		'organization',
		'Organization (组织)',
		'How departments and subcompanies are looked up',
		BY_CODE,
	),
	position: choice('position', 'Position (岗位)', 'How positions are looked up', BY_CODE),
	subcompany: choice('subcompany', 'Subcompany (分部)', 'How subcompanies are looked up', BY_CODE),
};

export type Rule = keyof typeof RULES;

/**
 * The drop-downs of the rules that an interface has.
 * @param rules the first is the one that the rows themselves are looked up by
 * @param preset the rules that are there until the user changes them
 * @param required the rules without which the vendor refuses the request
 */
export const dataRule = (
	rules: Rule[],
	preset: Partial<Record<Rule, string>> = {},
	required: Rule[] = [],
): Field => ({
	parameter: {
		displayName: 'Match By (dataRule) (数据规则)',
		name: 'dataRule',
		type: 'collection',
		placeholder: 'Add Rule',
		default: { ...preset },
		description:
			'By which field rows, and what they refer to, are looked up: what is found is updated, the rest is added. The field must be in each row. Without a rule each run adds every row once more.',
		options: rules.toSorted().map((rule) => RULES[rule].parameter),
	},
	preset: Object.keys(preset).length > 0 || undefined,
	read(value) {
		const given = Object.entries(object(value) as Record<string, unknown>);
		const read: Partial<Record<Rule, unknown>> = {};
		for (const [name, by] of given) {
			const rule = rules.find((each) => each === name);
			if (!rule) throw new Invalid(`has no rule for “${name}”, only for ${rules.join(', ')}`);
			if (!isUnset(by) && by !== '') read[rule] = valueOf(rule, by);
			// Else rows that are there would be added once more.
			else if (rule === rules[0]) throw lacks(rule);
		}
		const missing = required.find((rule) => read[rule] === undefined);
		if (missing) throw lacks(missing);
		return Object.keys(read).length ? read : undefined;
	},
});

const lacks = (rule: Rule) => new Invalid(`must say how the ${rule} is looked up`);

function valueOf(rule: Rule, by: unknown): unknown {
	try {
		return RULES[rule].read!(by);
	} catch (error) {
		throw inRule(rule, asInvalid(error));
	}
}

const inRule = (rule: Rule, { message }: Invalid) => new Invalid(`for the ${rule} ${message}`);
