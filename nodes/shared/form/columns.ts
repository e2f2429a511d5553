/** Wide rows as the editor shows them: the resource mapper Fields, and JSON for what it lacks. */
import type { INodeProperties, ResourceMapperField } from 'n8n-workflow';

import type { Column, Columns } from '../contract';

/** Usual names that the form gives as examples. */
const SHOWN = 3;

const notice = ({ list, areOpen }: Columns): string => {
	const common = list.filter(({ isCommon }) => isCommon);
	const some = common.map(({ id }) => id);
	const names = some.join(', ') + (some.length < list.length ? ' and more' : '');
	const usual = common.flatMap((column) => column.names?.slice(0, 1) ?? []).slice(0, SHOWN);
	const orUsual = usual.length ? `; or by usual ones: ${usual.join(', ')} and the like` : '';
	return areOpen
		? `Mapped automatically, every column of the input is sent; ${names} have a meaning of their own.`
		: `Mapped automatically, columns of the input go by the platform’s names: ${names}${orUsual}. Others are named in a hint at the output and not sent.`;
};

/** What the editor shows. */
export const mapperParameters = (columns: Columns): INodeProperties[] => [
	{ displayName: notice(columns), name: 'columnsNotice', type: 'notice', default: '' },
	{
		displayName: 'Fields (字段)',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		required: true,
		description:
			'The columns of a row. What an item does not have stays as it is; empty text empties it.',
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
		displayName: 'Additional Fields (其他字段, JSON)',
		name: 'additionalFieldsJson',
		type: 'json',
		default: '{}',
		description:
			'Members of the row that the columns do not have, added last, so that they win. Long numbers keep all their digits.',
	},
];

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
