import { json } from '../../fields';
import { endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const updateChannelShare = endpoint(30, 'updateChannelShare', { status: '开发中' });

export const updateScope: WeaverE10Operation = {
	name: 'Update Scope',
	value: 'updateScope',
	action: 'Update scope of group',
	term: '更新群组可见范围项',
	description: 'Change who sees a group. In development at the vendor (开发中).',
	notice:
		'The vendor’s page declares no parameters: take the body from your own platform’s documents. It is unconfirmed and sent exactly as it stands.',
	required: [json('body', 'Body (请求参数, JSON)', 'What to send, without the token')],
	...writeOne(updateChannelShare, ({ row }) => row.body),
};
