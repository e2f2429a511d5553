/** The person or department of an event, as it is now. Many events at once are few requests. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../../shared/client/request';
import { credentialKey } from '../../shared/client/token';
import type { Watch } from '../../shared/contract/triggers';
import { LookupQueue } from '../../shared/triggers/gather';
import { yunzhijia } from '../platform';
import { yunzhijiaToken, type YunzhijiaCredential } from '../token';

/** The caller has its answer: there is time for a platform that is busy. */
const PATIENCE = { timeout: 30, retries: 3 };
const MOST_A_REQUEST = 100;

/** Credential and kind → its queue. */
const queues = new Map<string, LookupQueue<IDataObject>>();

/** @returns undefined where there is none. Throws Failure */
export async function detailsOf(
	context: IWebhookFunctions,
	credential: YunzhijiaCredential,
	{ value, find, idOf, fields }: Watch,
	id: string,
): Promise<IDataObject | undefined> {
	const key = `${credentialKey(yunzhijiaToken, credential)} ${value}`;
	for (const [old, { isIdle }] of queues) if (isIdle && old !== key) queues.delete(old);
	const call = connect(context, yunzhijia, credential, PATIENCE);
	const queue =
		queues.get(key) ??
		new LookupQueue(async (ids) => {
			const { there } = await find!(
				call,
				ids,
				fields.map((field) => field.id),
			);
			return new Map(there.map((row) => [idOf(row), row]));
		}, MOST_A_REQUEST);
	queues.set(key, queue);
	return await queue.ask(id);
}
