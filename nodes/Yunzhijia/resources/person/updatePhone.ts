import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { keys, openId } from './fields';

const updatePersonPhone = endpoint('person/updatePhone');

/** What they say of a phone that is empty, which is never sent, or the one that the person has. */
const UNCHANGED = ['227'];

const phone: Field = {
	parameter: {
		displayName: 'Phone (手机号)',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800138000',
		description: 'The mobile number that the person is to sign in with',
	},
	read: filled,
};

export const updatePhone: YunzhijiaOperation = {
	name: 'Update Phone',
	value: 'updatePhone',
	action: 'Update phone of people',
	term: '修改人员手机号',
	description: 'Change the mobile number that people sign in with',
	notice:
		'Yunzhijia refuses a number that is the same as before, and people who belong to several teams.',
	endpoints: [updatePersonPhone],
	required: [openId, phone],
	batch: BATCH,
	key: ({ row }) => String(row.openId),
	perform: writeByMessage(updatePersonPhone, {
		body: (persons) => ({ persons }),
		keys,
		repeatable: true,
		provenBy: UNCHANGED,
	}),
};
