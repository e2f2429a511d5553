/** Parameters that several operations of Weaver E10 have: docs/vendors/weaver-e10.md, sections 3 and 4. */
import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field, Reader } from '../shared/contract';
import { amend } from '../shared/form/field';
import { Invalid } from '../shared/input/invalid';
import {
	filled,
	list,
	object,
	oneOf,
	shown,
	text,
	unlessEmpty,
	yesOrNo,
} from '../shared/input/readers';

/** So many ids go into one request, and stand in one item, at most. */
export const MOST_IDS = 200;

interface Locator {
	/** One id, or with `ids` several. */
	read?: Reader;
	/** Which of the node's methods lists what there is to choose. */
	from?: string;
	/** What there is to be typed before the list can show anything. */
	filter?: string;
}

export const byId = (
	name: string,
	displayName: string,
	description: string,
	{ read = filled, from, filter }: Locator = {},
): Field => ({
	parameter: {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: from ? 'list' : 'id', value: '' },
		description,
		modes: [
			...(from
				? [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list' as const,
							placeholder: 'Choose…',
							hint: filter,
							typeOptions: {
								searchListMethod: from,
								searchable: true,
								searchFilterRequired: filter !== undefined,
							},
						},
					]
				: []),
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${AN_ID}`,
				hint: severalHint(read),
			},
		],
	},
	read,
});

/** For those that take more than one. */
const severalHint = (read: Reader) =>
	[ids, digitIds].includes(read)
		? `Several IDs: put commas between them, or use an expression that gives a list; at most ${MOST_IDS}`
		: undefined;

export const ids: Reader = list({ max: MOST_IDS });

/** As a number literal has it: JSON knows no zero in front. */
const ID = /^(0|[1-9]\d{0,18})$/;

/** An id that goes out as a number literal. */
export const digitId: Reader = text({ pattern: ID, says: 'an ID of up to 19 digits' });

/** Several such. */
export const digitIds: Reader = (value) => {
	const read = ids(value) as string[];
	const wrong = read.find((each) => !ID.test(each));
	if (wrong !== undefined)
		throw new Invalid(`must be IDs of up to 19 digits, but ${shown(wrong)} is none`);
	return read;
};

const AN_ID = '975410981123456789';

/**
 * A list of texts, as one line: several are separated by commas.
 * @param example a real one; without it those are IDs
 */
export const listed = (
	name: string,
	displayName: string,
	description: string,
	{ read = list(), example = AN_ID }: { read?: Reader; example?: string } = {},
): Field => ({
	parameter: {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: `${description}. Several: put commas between them, or use an expression that gives a list.`,
	},
	read,
});

/**
 * A list of IDs and, beside it, one that can be chosen by its name.
 * @param one its label, and which of the node's methods lists what there is
 */
export const listedOrChosen = (
	list: Field,
	name: string,
	displayName: string,
	from: string,
): Field[] => [
	list,
	byId(name, displayName, `One, chosen by name; for several use ${list.parameter.displayName}`, {
		read: text(),
		from,
	}),
];

export const line = (name: string, displayName: string, description: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'string',
		default: '',
		description,
	},
	read: text(),
});

/** The same, and not empty. */
export const filledLine = (name: string, displayName: string, description: string): Field => ({
	...line(name, displayName, description),
	read: filled,
});

export const whether = (name: string, displayName: string, description: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'boolean',
		default: true,
		description: `Whether ${description}`,
	},
	read: yesOrNo,
});

/** A choice among the document's values. */
export const choice = (
	name: string,
	displayName: string,
	description: string,
	options: Array<INodePropertyOptions & { value: string }>,
): Field => {
	const [{ value: first }] = options;
	return {
		parameter: {
			displayName,
			name,
			type: 'options',
			options,
			default: first,
			description,
		},
		read: oneOf(options.map(({ value }) => value)),
	};
};

/** Several of the document's values; without any it is not sent. */
export const choices = (
	name: string,
	displayName: string,
	description: string,
	options: Array<INodePropertyOptions & { value: string }>,
): Field => {
	const one = oneOf(options.map(({ value }) => value));
	return {
		parameter: {
			displayName,
			name,
			type: 'multiOptions',
			options,
			default: [],
			description,
		},
		read: unlessEmpty((value) => (list({ mayBeEmpty: true })(value) as string[]).map(one)),
	};
};

/** An address below the base URL. */
export const path = (placeholder: string): Field => ({
	parameter: {
		displayName: 'Path (接口路径)',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: `e.g. ${placeholder}`,
		description: 'Where the interface is, below the Base URL of the credential',
	},
	read(value) {
		const read = String(text()(value)).trim();
		if (read === '') throw new Invalid('is required');
		// Line breaks and tabs vanish from an address, and what was no “..” becomes one.
		if (/^[a-z]+:|\\|\.\.|%2e|[\s\p{Cc}]/iu.test(read))
			throw new Invalid('must be a path below the Base URL, beginning with a slash');
		return read;
	},
});

/** Where the vendor's path is not known: the user types it in. */
export const typedPath = (placeholder: string): Field => ({
	...path(placeholder),
	requestWide: true,
});

/** A free JSON object. */
export const json = (name: string, displayName: string, description: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'json',
		default: '{}',
		description,
	},
	read: object,
});

export const tenantKey: Field = {
	...line('tenantKey', 'Tenant Key (租户标识)', 'Which tenant it is for. It is not the Corp ID.'),
	requestWide: true,
};

export const optId = byId(
	'optId',
	'Operator (操作人)',
	'The employee whom Weaver records as having done this',
	{
		from: 'searchEmployees',
	},
);
export const apiTaskId = line(
	'apiTaskId',
	'Task Number (任务号)',
	'A number of your own for this run, by which you find it in Weaver’s log',
);
export const taskId: Field = amend(apiTaskId, {
	name: 'taskId',
});
export const extKey: Field = amend(
	line(
		'extKey',
		'Echoed Column (回传字段)',
		'A column of the rows that Weaver repeats in each result, by which we tell which result is whose',
	),
	{
		placeholder: 'e.g. job_num',
	},
	{
		namesColumn: true,
	},
);
/** It is set from the start, so that a result is never taken for another row's. */
export const echoing = (column: string): Field =>
	amend(
		extKey,
		{
			default: column,
		},
		{
			preset: true,
		},
	);

/** New rows of a matrix have no id, and no column of it is known to us. */
export const extKeyField: Field = amend(echoing('dataId'), {
	name: 'extKeyField',
	placeholder: 'e.g. dataId',
	description:
		'A column of the rows that Weaver repeats in each result, by which we tell which result is whose. New rows have no Row ID yet: choose a column in which no two rows are the same.',
});
export const virtualId = byId(
	'virtualId',
	'Dimension (虚拟维度)',
	'The virtual dimension that the rows belong to',
);

const UNCONFIRMED =
	'The document does not say where it stands in the request (unconfirmed), so see on one row that it works.';

export const emptyCustomVaueClearable = whether(
	'emptyCustomVaueClearable',
	'Clear Custom Fields (空值清空)',
	`to clear custom fields that are sent empty. From baseline 2024-1101. ${UNCONFIRMED}`,
);
export const ignoreOrgSaveOrgNameCheck = whether(
	'ignoreOrgSaveOrgNameCheck',
	'Ignore Name Check (名称校验)',
	`to save names without the check for duplicates. From baseline 0701. ${UNCONFIRMED}`,
);
export const ignoreOrgCanceledValidate = whether(
	'ignoreOrgCanceledValidate',
	'Ignore Seal Check (封存校验)',
	`to seal without checking for people and units below. From baseline 0701. ${UNCONFIRMED}`,
);
