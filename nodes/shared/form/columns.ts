/** Wide rows as the editor shows them: the resource mapper Fields, and JSON for what it lacks. */
import type { INodeProperties, ResourceMapperField } from 'n8n-workflow';

import type { Column, Columns, Credential, Operation, Resource } from '../contract';

const notice = ({ areOpen }: Columns, platform: string): string =>
	areOpen
		? 'Every column of the input is sent under its name.'
		: `Columns are recognised by name: ${platform}’s own or the usual Chinese header, such as 姓名 or 部门. Others are not sent; a hint at the output names them.`;

/** What the mapper's columns lack, in the collection Options. */
export const additionalFieldsJson: INodeProperties = {
	displayName: 'Additional JSON (其他字段)',
	name: 'additionalFieldsJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"field": "value"}',
	description:
		'Members of the row that have no column, as JSON. They win over the columns. Long numbers keep all their digits.',
};

/**
 * What the editor shows.
 * @param platform as people call it
 */
export const mapperParameters = (columns: Columns, platform: string): INodeProperties[] => [
	{
		displayName: 'Fields (字段)',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		required: true,
		description: `What is not filled in stays as it is in ${platform}; empty text clears it`,
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: columns.method,
				mode: 'add',
				fieldWords: { singular: 'column', plural: 'columns' },
				supportAutoMap: true,
			},
		},
	},
	{
		displayName: notice(columns, platform),
		name: 'columnsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { '/fields.mappingMode': ['autoMapInputData'] } },
	},
];

/**
 * The same at the top of the form, where workflows had it before it was an option; shown where it
 * holds something. One for all operations: of several with one name n8n finds none that is shown
 * by its own value.
 */
export function jsonOfBefore<C extends Credential>(
	resources: Array<Resource<C>>,
): INodeProperties[] {
	const isWide = ({ columns }: Operation<C>) => columns !== undefined;
	const wide = resources.filter(({ operations }) => operations.some(isWide));
	if (wide.length === 0) return [];
	const operations = wide.flatMap((resource) => resource.operations.filter(isWide));
	return [
		{
			...additionalFieldsJson,
			displayOptions: {
				show: {
					resource: wide.map(({ value }) => value),
					operation: [...new Set(operations.map(({ value }) => value))],
					'/additionalFieldsJson': [{ _cnd: { exists: true } }],
				},
				hide: { '/additionalFieldsJson': ['{}'] },
			},
		},
	];
}

/** A column as the editor's form has it. */
export const mapperField = ({
	id,
	displayName,
	type = 'string',
	options,
	isCommon,
}: Omit<Column, 'read'>): ResourceMapperField => ({
	id,
	displayName,
	type,
	options,
	required: false,
	defaultMatch: false,
	display: true,
	removed: !isCommon,
});
