import type { IDataObject } from 'n8n-workflow';

import type { Endpoint, Field, Operation } from '../../../shared/contract';
import { object, oneOf, yesOrNo } from '../../../shared/input/readers';
import { done } from '../../../shared/run/outcome';
import { path } from '../../fields';
import type { WeaverE10Credential } from '../../token';

const method: Field = {
	parameter: {
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
		],
		default: 'POST',
		description: 'The HTTP method of the interface',
	},
	read: oneOf(['GET', 'POST']),
};

const body: Field = {
	parameter: {
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		default: '{}',
		description: 'What to send, without the token. Long numbers keep all their digits.',
		displayOptions: { show: { method: ['POST'] } },
	},
	mayBeEmpty: true,
	read: object,
};

const repeatable: Field = {
	parameter: {
		displayName: 'Safe to Repeat',
		name: 'repeatable',
		type: 'boolean',
		default: false,
		description:
			'Whether sending it twice does no harm. Then it is sent again after a lost answer; otherwise the item is reported as unknown.',
	},
	mayBeEmpty: true,
	read: yesOrNo,
};

export const call: Operation<WeaverE10Credential> = {
	name: 'Call',
	value: 'call',
	action: 'Call any interface',
	term: '自定义调用',
	description: 'Call any interface with the same token, checks and care for IDs',
	endpoints: [],
	required: [method, path('/api/hrm/restful/queryEmployee'), body, repeatable],
	async perform([{ row }], send) {
		const to: Endpoint = { method: row.method as Endpoint['method'], path: String(row.path) };
		const mayRepeat = row.repeatable === true || row.method === 'GET';
		const reply = await send(to, row.body ?? {}, { repeatable: mayRepeat });
		return [done(reply.body as IDataObject)];
	},
};
