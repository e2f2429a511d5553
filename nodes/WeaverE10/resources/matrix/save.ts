import type { Field } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { checkDigitsWithin } from '../../../shared/input/readers';
import { endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const editData = endpoint(16, 'editData', { status: '将废弃' });

const dataStr: Field = {
	parameter: {
		displayName: 'Data (数据, JSON)',
		name: 'dataStr',
		type: 'json',
		default: '',
		description:
			'The data as your platform’s own documents describe it. Its format is unconfirmed: it is sent as text, exactly as it stands.',
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
	action: 'Replace rows of matrix',
	term: '条件矩阵-保存数据',
	description:
		'Replace what is stored in a condition matrix. To be deprecated by the vendor (将废弃).',
	notice:
		'What is sent replaces what is stored. The format of the data is unconfirmed. Newer platforms no longer list this interface: prefer Create or Update Rows.',
	required: [dataStr],
	...writeOne(editData),
};
