/** The parameters of a call exactly as they came, so that a signature over them means what it says. */
const FORM = 'application/x-www-form-urlencoded';
const LONGEST_BODY = 64 * 1024;
const MOST_PARAMETERS = 20;

/** A call that is not taken: the HTTP status, and why, for the log. Holds nothing of what came. */
export class CallRefused extends Error {
	readonly status: number;

	constructor(status: number, why: string) {
		super(why);
		this.name = 'CallRefused';
		this.status = status;
	}
}

/** Names in lower case. */
export type IncomingHeaders = Record<string, string | string[] | undefined>;

/** A header; where it came several times, as Node joins them. */
export const headerOf = (headers: IncomingHeaders, name: string): string =>
	String(headers[name] ?? '');

/** What is looked at of a request, as Express and n8n give it. */
export interface IncomingCall {
	method?: string;
	originalUrl?: string;
	headers: IncomingHeaders;
	/** Absent where n8n does not read the body, as with multipart. */
	rawBody?: Buffer;
}

/**
 * Of query and form together. n8n's own parsers would merge, nest and drop.
 * @throws CallRefused where two readers could take them for different ones
 */
export function parametersOf(call: IncomingCall): Map<string, string> {
	const query = /\?(.*)$/s.exec(call.originalUrl ?? '')?.[1] ?? '';
	const parts = [query, formOf(call)].filter((part) => part !== '');
	if (parts.join('&').split('&').length > MOST_PARAMETERS)
		throw new CallRefused(400, `there are more than ${MOST_PARAMETERS} parameters`);
	const parameters = new Map<string, string>();
	for (const part of parts)
		for (const [name, value] of new URLSearchParams(part)) {
			if (!/^[\w.-]+$/.test(name))
				throw new CallRefused(400, 'a parameter has a name of other signs');
			if (parameters.has(name)) throw new CallRefused(400, 'a parameter stands twice');
			if (!isPlain(value)) throw new CallRefused(400, 'a value has signs that none may have');
			parameters.set(name, value);
		}
	return parameters;
}

function formOf({ headers, rawBody }: IncomingCall): string {
	const [type, ...about] = headerOf(headers, 'content-type')
		.split(';')
		.map((part) => part.trim());
	const isForm = type.toLowerCase() === FORM;
	if (type.toLowerCase().startsWith('multipart/'))
		throw new CallRefused(415, 'its body is multipart');
	if (!rawBody?.length) return '';
	if (rawBody.length > LONGEST_BODY) throw new CallRefused(413, 'its body is too long');
	if (!isForm) throw new CallRefused(415, 'its body is no form');
	const charsets = about.filter((part) => /^charset=/i.test(part));
	if (charsets.some((charset) => !/^charset="?utf-?8"?$/i.test(charset)))
		throw new CallRefused(415, 'its charset is not UTF-8');
	return rawBody.toString('utf8');
}

/** An `&` would let one event be read as another with the same signature. */
const isPlain = (value: string): boolean => !/[&\p{Cc}\ufffd]/u.test(value);
