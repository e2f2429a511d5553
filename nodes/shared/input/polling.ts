/** The parameters of a polling trigger. */
import type { IPollFunctions } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { PollingPlatform, Watch } from '../contract/triggers';
import { Invalid } from './invalid';
import { numberOption } from './options';

export const POLLING_DEFAULTS = { catchUpHours: 24, wholeReadHours: 24 };
export const MOST_HOURS = 720;
/** Of each record so many fields may be kept in the clear: all of them would be a copy. */
export const MOST_KEPT = 3;

export interface PollingSettings {
	watch: Watch;
	/** What is compared. */
	fields: string[];
	emitFirst: boolean;
	options: {
		acceptShrink: boolean;
		catchUpHours: number;
		wholeReadHours: number;
		/** What is kept in the clear, to be told as `before`. */
		keepBefore: string[];
	};
}

/** @throws Invalid */
export function readPolling<C extends Credential>(
	context: Pick<IPollFunctions, 'getNodeParameter'>,
	{ watches, choosesFields }: PollingPlatform<C>,
): PollingSettings {
	const value = String(context.getNodeParameter('watch'));
	const watch = watches.find((each) => each.value === value);
	if (!watch)
		throw new Invalid(
			`must be one of ${watches.map((each) => each.value).join(', ')}, but is “${value}”`,
			'watch',
		);
	const known = new Set(watch.fields.map(({ id }) => id));
	const named = (given: unknown, name: string): string[] => {
		const fields = (Array.isArray(given) ? given : []).map(String);
		const unknown = fields.find((field) => !known.has(field));
		if (unknown !== undefined) throw new Invalid(`has “${unknown}”, which can’t be watched`, name);
		return [...new Set(fields)];
	};
	const fields = choosesFields
		? named(context.getNodeParameter('fields', watch.preset), 'fields')
		: watch.preset;
	if (choosesFields && fields.length === 0)
		throw new Invalid('is required: choose what to watch', 'fields');
	const chosen = context.getNodeParameter('options', {}) as Record<string, unknown>;
	const keepBefore = named(chosen.keepBefore, 'keepBefore');
	if (keepBefore.length > MOST_KEPT)
		throw new Invalid(
			`Keep Before takes ${MOST_KEPT} fields at most, but has ${keepBefore.length}: take ${keepBefore.length - MOST_KEPT} out`,
		);
	const { catchUpHours, wholeReadHours } = POLLING_DEFAULTS;
	return {
		watch,
		// What is told as it was has to be noticed when it changes.
		fields: [...new Set([...fields, ...keepBefore])],
		emitFirst: context.getNodeParameter('emitFirst', false) === true,
		options: {
			acceptShrink: chosen.acceptShrink === true,
			catchUpHours: numberOption(chosen.catchUpHours, catchUpHours, 0, MOST_HOURS),
			wholeReadHours: numberOption(chosen.wholeReadHours, wholeReadHours, 1, MOST_HOURS),
			keepBefore,
		},
	};
}
