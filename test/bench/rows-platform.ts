/**
 * A Yunzhijia with any number of people, in a process of its own: it makes each page when it is
 * asked for, and keeps nothing.
 */
import { dataOf } from '../platforms/index.ts';
import type { RecordedRequest } from '../platforms/index.ts';
import { openScripted } from '../workflow/engine/scripted.ts';
import { departmentRows, personRow } from './rows.ts';

const people = Number(process.argv[2]);
const OPEN = 'POST /gateway/openimport/open/';

function page(request: RecordedRequest) {
	platform.requests.length = 0;
	const { begin, count } = dataOf(request) as { begin: number; count: number };
	const size = Math.max(0, Math.min(count, people - begin));
	return success(Array.from({ length: size }, (_, at) => personRow(begin + at)));
}

const success = (data: unknown) => ({ success: true, error: null, errorCode: 100, data });

const platform = await openScripted({
	[`${OPEN}person/getall`]: page,
	[`${OPEN}dept/getall`]: () => success(departmentRows()),
	// Nobody has left, or was ever disabled.
	[`${OPEN}person/getAtTime`]: () => success([]),
});
process.on('disconnect', () => process.exit());
process.send!({ url: platform.url, credential: platform.credential });
