/** A parameter that can't be sent. The message completes the sentence "`field` …". */
export class Invalid extends Error {
	readonly field?: string;

	constructor(message: string, field?: string) {
		super(message);
		this.name = 'Invalid';
		this.field = field;
	}
}

/**
 * The whole sentence.
 * @param labelOf what the field is called, if not by its name
 */
export const sentenceOf = (
	{ message, field }: { message: string; field?: string },
	labelOf = (name: string) => name,
): string => (field === undefined ? message : `${labelOf(field)} ${message}`);

/** The invalid value that was caught. Anything else is a fault of ours and goes on upwards. */
export function asInvalid(error: unknown): Invalid {
	if (error instanceof Invalid) return error;
	throw error;
}
