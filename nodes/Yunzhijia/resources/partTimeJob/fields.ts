import type { DirectoryRecord, Field } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { integer, text, weight } from '../../../shared/input/readers';
import { department, person } from '../../fields';
import { pairId } from '../../pair';

/** Two records of one person in one department are sent one after the other. */
export const personAndDepartment = ({ row }: DirectoryRecord): string =>
	pairId(row.openId, row.orgId ?? row.department);

export const openId = person('Who has the part-time job');

export const orgId = department(
	'orgId',
	'Department (部门)',
	'The department of the part-time job. It must be another one than that of the main job.',
);

/** One person, one department: so many titles at most. */
const MOST_TITLES = 20;

export const jobTitle: Field = {
	parameter: {
		displayName: 'Job Title (兼职职位)',
		name: 'jobTitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. 项目顾问',
		description: `Title of the part-time job. Several in one department are joined by a comma, at most ${MOST_TITLES}.`,
	},
	read(value) {
		const read = String(text()(value));
		const titles = read.split(',').length;
		if (titles > MOST_TITLES)
			throw new Invalid(`must have at most ${MOST_TITLES} titles, but has ${titles}`);
		return read;
	},
};

export const weights: Field = {
	parameter: {
		displayName: 'Weights (排序权重)',
		name: 'weights',
		type: 'number',
		default: 0,
		description:
			'Decides the order among the members of the department. Not sent: that of the main job counts.',
	},
	read: weight,
};

export const orgUserType: Field = {
	parameter: {
		displayName: 'Leader (兼职部门负责人)',
		name: 'orgUserType',
		type: 'options',
		options: [
			{ name: 'No (普通)', value: 0 },
			{ name: 'Yes (负责人)', value: 1 },
		],
		default: 0,
		description: 'Whether the person also leads the department',
	},
	read: integer(0, 1),
};
