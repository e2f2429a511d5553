/** Fields made of others, and what is shown between them. */
import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../contract';

/** The same field, shown in another way or read by other rules. */
export const amend = (
	field: Field,
	parameter: Partial<INodeProperties>,
	rules: Omit<Partial<Field>, 'parameter'> = {},
): Field => ({ ...field, ...rules, parameter: { ...field.parameter, ...parameter } });

/** What people must know before they fill in the form. */
export const noticeOf = (displayName: string): INodeProperties => ({
	displayName,
	name: 'notice',
	type: 'notice',
	default: '',
});
