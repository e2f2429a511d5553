import type { Field } from '../shared/contract';
import { byBeijingsClock, timeAsWritten } from '../shared/input/beijing';
import { Invalid } from '../shared/input/invalid';
import { filled, isInCalendar, shown, timeText } from '../shared/input/readers';

export const person = (description: string): Field => ({
	parameter: {
		displayName: 'Person (人员)',
		name: 'openId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a person…',
				typeOptions: { searchListMethod: 'searchPeople', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 580d9fa000b0911f84defd61',
				hint: 'The openId of the person (人员ID)',
			},
			{
				displayName: 'By Mobile',
				name: 'mobile',
				type: 'string',
				placeholder: 'e.g. 13800138000',
				hint: 'The mobile number that the person signs in with (手机号)',
			},
			{
				displayName: 'Job No.',
				name: 'jobNo',
				type: 'string',
				placeholder: 'e.g. J00042',
				hint: 'The job number (工号) of somebody active. All people are read once a run to find it.',
			},
			{
				displayName: 'By Name',
				name: 'personName',
				type: 'string',
				placeholder: 'e.g. 张伟',
				hint: 'The name (姓名) of somebody active that nobody else has. All people are read once a run to find it.',
			},
		],
	},
	read: filled,
});

export const department = (name: string, displayName: string, description: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a department…',
				typeOptions: { searchListMethod: 'searchDepartments', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 6a1f0b0e-5d2f-11e6-8d3b-005056ac2c2b',
				hint: 'The orgId of the department (部门ID)',
			},
			{
				displayName: 'By Long Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. 销售中心\\华北区\\北京',
				hint: 'The path from the first level on (部门长名称), levels joined by one backslash',
			},
		],
	},
	read: filled,
});

/** Of a department that may not be there yet, so that it is no locator. */
export const longName: Field = {
	parameter: {
		displayName: 'Long Name (部门长名称)',
		name: 'department',
		type: 'string',
		default: '',
		placeholder: 'e.g. 销售中心\\华北区\\北京',
		description:
			'The path of the department from the first level on, levels joined by one backslash, without the name of the company',
	},
	read: filled,
};

/** A time of an item, with or without a zone → `yyyy-MM-dd HH:mm:ss` by the clock of Beijing. */
function beijingTime(value: unknown): string {
	const given = timeText(value);
	const [, day, time = '00:00:00', zone] =
		/^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(given) ??
		[];
	const at = Date.parse(`${day}T${time}${zone ?? 'Z'}`);
	if (day === undefined || Number.isNaN(at) || !isInCalendar(day))
		throw new Invalid(`must be a time like 2026-01-31 08:00:00, but is ${shown(given)}`);
	return zone === undefined ? timeAsWritten(at) : byBeijingsClock(at);
}

/** A time as the platform wants it: `yyyy-MM-dd HH:mm:ss`. */
export const since = (description: string): Field => ({
	parameter: {
		displayName: 'Changed Since (变更时间)',
		name: 'time',
		type: 'dateTime',
		default: '',
		description: `${description}. By the clock of Beijing (unconfirmed).`,
	},
	read: beijingTime,
});
