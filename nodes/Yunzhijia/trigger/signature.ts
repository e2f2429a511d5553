/** How Yunzhijia signs an event: docs/vendors/yunzhijia.md, section 7. */
import { createHash, timingSafeEqual } from 'node:crypto';

import {
	CallRefused,
	headerOf,
	type IncomingHeaders,
} from '../../shared/triggers/webhook/parameters';

/** Either way: clocks differ, and what is older may be somebody else's recording. */
const STALE_AFTER_MS = 10 * 60_000;
/** From ten minutes before its date to ten after. */
export const DATE_PASSES_MS = 2 * STALE_AFTER_MS;

/** Somebody signed it, rightly or not. */
export const isSigned = (headers: IncomingHeaders): boolean =>
	headers.authorization !== undefined || headers['content-md5'] !== undefined;

/** @throws CallRefused unless this token signed these parameters within the last minutes */
export function checkSignature(
	token: string,
	parameters: Map<string, string>,
	headers: IncomingHeaders,
): void {
	const header = (name: string) => headerOf(headers, name);
	const date = header('date');
	const md5 = md5Of(parameters);
	const signed = sha1(token + md5 + header('content-type') + date);
	// Both are compared, whatever the first one says.
	const areSame = [isSame(md5, header('content-md5')), isSame(signed, header('authorization'))];
	if (!isSigned(headers)) throw new CallRefused(401, 'it is not signed');
	if (areSame.includes(false))
		throw new CallRefused(
			401,
			'its signature is wrong: is the Callback Token of the credential the one in the console?',
		);
	const off = Math.abs(Date.parse(date) - Date.now());
	if (!(off <= STALE_AFTER_MS)) throw new CallRefused(401, 'its date is more than 10 minutes off');
}

function md5Of(parameters: Map<string, string>): string {
	const sorted = [...parameters].toSorted(([a], [b]) => (a < b ? -1 : 1));
	const text = sorted.map(([name, value]) => `${name}=${value}`).join('&');
	return createHash('md5').update(text).digest('base64');
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** In constant time, of whatever length they are. */
const isSame = (expected: string, given: string): boolean =>
	timingSafeEqual(sha256(expected), sha256(given));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
