/** A parameter that can't be sent. The message completes the sentence "`field` …". */
export class Invalid extends Error {
	readonly field?: string;

	constructor(message: string, field?: string) {
		super(message);
		this.name = 'Invalid';
		this.field = field;
	}
}

/** The whole sentence. */
export const sentenceOf = ({ message, field }: Invalid): string =>
	field ? `${field} ${message}` : message;

/** The invalid value that was caught. Anything else is a fault of ours and goes on upwards. */
export function asInvalid(error: unknown): Invalid {
	if (error instanceof Invalid) return error;
	throw error;
}
