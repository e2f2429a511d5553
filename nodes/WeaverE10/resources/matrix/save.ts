import type { Field } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { checkDigitsWithin } from '../../../shared/input/readers';
import { described, endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const editData = endpoint(16, 'editData', { status: '将废弃', name: '条件矩阵-保存数据' });

const dataStr: Field = {
	parameter: {
		displayName: 'Data (数据, JSON)',
		name: 'dataStr',
		// Of type json the editor does not mark it where it is empty.
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description:
			'The rows in the format that the documents of your own platform give. The vendor’s page does not say which that is (unconfirmed), so this is sent as text, exactly as it stands here.',
	},
	read(value) {
		if (typeof value === 'string') {
			checkJson(value);
			return value;
		}
		if (typeof value !== 'object') throw notJson();
		checkDigitsWithin(value);
		return JSON.stringify(value);
	},
};

function checkJson(value: string): void {
	try {
		JSON.parse(value);
	} catch {
		throw notJson();
	}
}

const notJson = () => new Invalid('must be JSON');

export const save: WeaverE10Operation = {
	name: 'Replace Rows',
	value: 'save',
	action: 'Replace all rows of condition matrix',
	term: '保存数据',
	...described(editData, 'Replace all rows of a condition matrix with other ones'),
	notice:
		'This replaces all rows of the matrix. The format of the data is unconfirmed, and newer platforms no longer list this interface: Create or Update Rows is the safer way.',
	required: [dataStr],
	...writeOne(editData),
};
