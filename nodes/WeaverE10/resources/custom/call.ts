import type { IDataObject } from 'n8n-workflow';

import type { Endpoint, Field, Operation } from '../../../shared/contract';
import { object, oneOf, yesOrNo } from '../../../shared/input/readers';
import { done } from '../../../shared/run/outcome';
import { path } from '../../fields';
import type { WeaverE10Credential } from '../../token';

const method: Field = {
	parameter: {
		displayName: 'Method (请求方法)',
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
		displayName: 'Body (请求参数, JSON)',
		name: 'body',
		type: 'json',
		default: '{}',
		description: 'What to send. The token is added. Long numbers keep all their digits.',
		displayOptions: { show: { method: ['POST'] } },
	},
	mayBeEmpty: true,
	read: object,
};

const repeatable: Field = {
	parameter: {
		displayName: 'Safe to Repeat (可重复)',
		name: 'repeatable',
		type: 'boolean',
		default: false,
		description:
			'Whether sending it twice does no harm. If so, it is sent again when an answer is lost; if not, the item then fails with the outcome “unknown”.',
	},
	mayBeEmpty: true,
	read: yesOrNo,
};

export const call: Operation<WeaverE10Credential> = {
	name: 'Call',
	value: 'call',
	action: 'Call any other interface',
	term: '自定义调用',
	description:
		'Call an interface that has no operation here, with the token of the credential. IDs keep all their digits.',
	endpoints: [],
	required: [method, path('/api/hrm/restful/queryEmployee'), body, repeatable],
	async perform([{ row }], send) {
		const to: Endpoint = { method: row.method as Endpoint['method'], path: String(row.path) };
		const mayRepeat = row.repeatable === true || row.method === 'GET';
		const reply = await send(to, row.body ?? {}, { repeatable: mayRepeat });
		return [done(reply.body as IDataObject)];
	},
};
