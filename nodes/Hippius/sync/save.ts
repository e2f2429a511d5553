/** Create or Update as a sync uses it: it tells what an update left as it was. */
import type { Endpoint } from '../../shared/contract';
import { done } from '../../shared/run/outcome';
import { createElseUpdate, type HippiusOperation } from '../operations';

/** @param createOnly what an update does not know */
export const savedBy = (
	upsert: HippiusOperation,
	create: Endpoint,
	update: Endpoint,
	createOnly: string[],
): HippiusOperation => ({
	...upsert,
	async perform([{ row }], call) {
		const notTaken = await createElseUpdate(create, update, createOnly, row, call);
		return [done(notTaken.length ? { notTaken } : {})];
	},
});
