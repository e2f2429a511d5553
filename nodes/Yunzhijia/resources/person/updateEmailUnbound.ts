import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { keys, openId } from './fields';

const updatePersonEmail = endpoint(
	'person/updateEmailUnbound',
	'docs/vendors/yunzhijia.md, section 5',
	{ sure: 'inferred' },
);

const email: Field = {
	parameter: {
		displayName: 'Email (邮箱)',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@email.com',
		description: 'The new email of the person',
	},
	read: filled,
};

export const updateEmailUnbound: YunzhijiaOperation = {
	name: 'Update Email',
	value: 'updateEmailUnbound',
	caveat: 'Unconfirmed',
	action: 'Update email of people',
	term: '修改人员邮箱',
	description: 'Change the email of people; what is sent is unconfirmed',
	notice:
		'The vendor’s page names this interface, but not what it takes. The rows are inferred from Update Phone (unconfirmed): {"persons": [{"openId": …, "email": …}]}. Try it with one person first.',
	endpoints: [updatePersonEmail],
	required: [openId, email],
	batch: BATCH,
	key: ({ row }) => String(row.openId),
	perform: writeByMessage(updatePersonEmail, {
		body: (persons) => ({ persons }),
		keys,
		// To set an email twice is to set it once, whatever the rows look like.
		repeatable: true,
	}),
};
