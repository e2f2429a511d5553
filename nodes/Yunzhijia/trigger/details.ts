/** The people and departments of events, as they are now. Many events at once are few requests. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { chunk } from '../../shared/batching/chunk';
import { connect } from '../../shared/client/request';
import type { Watch } from '../../shared/contract/triggers';
import { checkBaseUrl } from '../../shared/input/credentials';
import { yunzhijia } from '../platform';
import type { YunzhijiaCredential } from '../token';

/** Events wait for it, and are lost if n8n stops meanwhile. */
const PATIENCE = { timeout: 10, retries: 1, patience: 10 };
const MOST_A_REQUEST = 100;

/** What could be read, and why the rest could not. */
export interface Details {
	rows: Map<string, IDataObject>;
	missing?: string;
}

/** The rows of these by their ids; whatever comes of reading them, the events are there. */
export async function detailsOf(
	context: IWebhookFunctions,
	credential: YunzhijiaCredential,
	{ find, idOf, preset }: Watch,
	ids: string[],
): Promise<Details> {
	const rows = new Map<string, IDataObject>();
	try {
		checkBaseUrl(credential);
		const call = connect(context, yunzhijia, credential, PATIENCE);
		for (const some of chunk([...new Set(ids)], MOST_A_REQUEST)) {
			const { there } = await find!(call, some, preset);
			for (const row of there) rows.set(idOf(row), row);
		}
		return { rows };
	} catch (error) {
		return { rows, missing: (error as Error).message };
	}
}
