import { json } from '../../fields';
import { described, endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const updateChannelShare = endpoint(30, 'updateChannelShare', {
	status: '开发中',
	name: '更新群组可见范围项',
});

export const updateScope: WeaverE10Operation = {
	name: 'Update Scope',
	value: 'updateScope',
	action: 'Change who can see group',
	term: '更新可见范围',
	...described(updateChannelShare, 'Change who can see a group'),
	notice:
		'The vendor’s page does not say what to send (unconfirmed): take the body from the documents of your own platform. It is sent exactly as it stands here.',
	required: [json('body', 'Body (请求参数, JSON)', 'What to send. The token is added.')],
	...writeOne(updateChannelShare, ({ row }) => row.body),
};
