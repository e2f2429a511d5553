/** An event to build a workflow with: of somebody of the team, or made up. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../../shared/client/request';
import type { TriggerEvent } from '../../shared/contract/triggers';
import { stateKeyOf, stateOfRow } from '../../shared/triggers/state';
import { getallPeople } from '../directory';
import { pagesOf } from '../operations';
import { yunzhijia } from '../platform';
import type { YunzhijiaCredential } from '../token';
import { person } from './person';

export async function sampleEvent(context: IWebhookFunctions): Promise<TriggerEvent> {
	const after = (await somebody(context)) ?? person.sample;
	const id = person.idOf(after);
	const now = Date.now();
	return {
		event: 'user_enter',
		id,
		time: new Date(now).toISOString(),
		before: null,
		after,
		changedFields: null,
		eventKey: `user_enter|${id}|${now}`,
		stateKey: stateKeyOf(id, stateOfRow(person, after, person.preset), now),
		sample: true,
	};
}

async function somebody(context: IWebhookFunctions): Promise<IDataObject | undefined> {
	try {
		const credential = await context.getCredentials<YunzhijiaCredential>(yunzhijia.credentialType);
		const call = connect(context, yunzhijia, credential, { timeout: 10, retries: 0, patience: 0 });
		const [row] = await pagesOf(call, getallPeople)(0, 1);
		return row;
	} catch {
		return undefined;
	}
}
