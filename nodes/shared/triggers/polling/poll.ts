/** The face of a polling trigger to n8n: what its node's `poll` hands itself to. docs/triggers.md. */
import { createHash } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Cancelled, Failure } from '../../client/failure';
import { connect } from '../../client/request';
import type { Call, Credential, Observer } from '../../contract';
import type { PollingPlatform, TriggerEvent, Watch } from '../../contract/triggers';
import { beijingDayOf } from '../../input/beijing';
import { checkBaseUrl } from '../../input/credentials';
import { readPolling, type PollingSettings } from '../../input/polling';
import { Journal } from '../../run/journal';
import { eventItems, stateKeyOf, stateOfRow } from '../state';
import { Budget, budgetMs } from './budget';
import {
	findCursor,
	nextNumber,
	pollerOf,
	saveCursor,
	type FoundCursor,
	type Poller,
} from './cursor';
import { problemOf } from './problem';
import { pack, unpack } from './snapshot';
import { Survey, type Finding } from './survey';

/** A poll that came to nothing is followed by the next one, so none has to be stubborn. */
const RETRIES = 2;
const PATIENCE_SECONDS = 10;
/** The whole memory is written at once, so a time alone is not worth it more often than that. */
const WRITTEN_EVERY_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
/** The form in which a cursor is written: one of another form is not read. */
const FORM = 1;

/**
 * @returns what leaves; null when nothing happened, or the survey goes on at the next poll
 * @throws NodeApiError or NodeOperationError with n8n's `failure`; nothing has moved then
 */
export async function poll<C extends Credential>(
	context: IPollFunctions,
	polling: PollingPlatform<C>,
): Promise<INodeExecutionData[][] | null> {
	try {
		const settings = readPolling(context, polling);
		const credential = await context.getCredentials<C>(polling.platform.credentialType);
		checkBaseUrl(credential);
		const budget = new Budget(budgetMs(context));
		const call = connected(context, polling, credential, budget);
		if (context.getMode() === 'manual') return [eventItems(await samples(settings, call))];
		const of = identityOf(settings, polling, credential);
		const poller = pollerOf(context);
		// The one before is still at it, and finds what there is to find.
		if (poller.underWay?.of === of) return null;
		const turn = { of };
		poller.underWay = turn;
		try {
			return await new Poll(context, polling, settings, poller, turn).run(call, budget);
		} finally {
			if (poller.underWay === turn) poller.underWay = undefined;
		}
	} catch (error) {
		throw problemOf(context.getNode(), error);
	}
}

/** What is remembered of one thing says nothing about another. */
function identityOf<C extends Credential>(
	{ watch, fields, options }: PollingSettings,
	{ company }: PollingPlatform<C>,
	credential: C,
): string {
	const baseUrl = credential.baseUrl.trim().replace(/\/+$/, '').toLowerCase();
	const compared = [fields.toSorted(), options.keepBefore.toSorted()];
	const parts = [FORM, baseUrl, company(credential), watch.value, compared];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function connected<C extends Credential>(
	context: IPollFunctions,
	{ platform }: PollingPlatform<C>,
	credential: C,
	budget: Budget,
): Call {
	const journal = new Journal(platform.name, context.logger);
	const observer: Observer = {
		retrying: (why, ms) => journal.retrying(why, ms),
		renewing: () => journal.renewing(),
		pausing(ms) {
			journal.pausing(ms);
			budget.pausing(ms);
		},
	};
	const { helpers } = context;
	const cancellable = { helpers, getExecutionCancelSignal: () => budget.signal };
	const patience = { timeout: budget.ms / 1000, retries: RETRIES, patience: PATIENCE_SECONDS };
	return connect(cancellable, platform, credential, patience, { observer });
}

class Poll<C extends Credential> {
	private readonly context: IPollFunctions;
	private readonly polling: PollingPlatform<C>;
	private readonly settings: PollingSettings;
	private readonly watch: Watch;
	private readonly poller: Poller;
	private readonly turn: { of: string };
	private readonly found: FoundCursor;

	constructor(
		context: IPollFunctions,
		polling: PollingPlatform<C>,
		settings: PollingSettings,
		poller: Poller,
		turn: { of: string },
	) {
		this.context = context;
		this.polling = polling;
		this.settings = settings;
		this.watch = settings.watch;
		this.poller = poller;
		this.turn = turn;
		this.found = findCursor(context, poller, turn.of);
	}

	async run(call: Call, budget: Budget): Promise<INodeExecutionData[][] | null> {
		if (this.found.isTooEarly) return null;
		const survey = this.survey();
		if (!(await this.goOn(survey, call, budget))) return null;
		// Other settings were published meanwhile: nobody waits for this.
		if (this.poller.underWay !== this.turn) return null;
		this.poller.unfinished = undefined;
		this.say();
		return this.conclude(survey);
	}

	/** The one that the last poll left unfinished, if it still holds. */
	private survey(): Survey {
		const { fields, options, emitFirst } = this.settings;
		const { cursor, wasLost } = this.found;
		const { poller } = this;
		poller.shrinkWasOff ||= !options.acceptShrink;
		const isShrinkUsed = cursor?.shrinkAccepted && !poller.shrinkWasOff;
		const rules = {
			since: cursor?.at,
			wholeAt: cursor?.wholeAt ?? 0,
			wholeEveryMs: options.wholeReadHours * HOUR_MS,
			catchUpMs: wasLost ? options.catchUpHours * HOUR_MS : undefined,
			emitsFirst: emitFirst && !wasLost,
			keepBefore: options.keepBefore,
			acceptsShrink: options.acceptShrink && !isShrinkUsed,
		};
		const begunWith = JSON.stringify([this.turn.of, cursor?.number, rules]);
		if (poller.unfinished?.begunWith === begunWith) return poller.unfinished.survey;
		const survey = new Survey(this.settings, unpack(cursor?.records ?? '', fields.length), rules);
		poller.unfinished = { begunWith, survey };
		return survey;
	}

	/** @returns whether it came to its end */
	private async goOn(survey: Survey, call: Call, budget: Budget): Promise<boolean> {
		try {
			while (budget.fitsAnother())
				if (await budget.spend(async () => await survey.step(call))) return true;
			return false;
		} catch (error) {
			if (error instanceof Cancelled && budget.pause === undefined && budget.wasUsed) return false;
			// What was read so far is of no use.
			if (error instanceof Failure && error.kind === 'refused') this.poller.unfinished = undefined;
			throw error instanceof Cancelled ? this.outOfTime(budget) : error;
		}
	}

	private outOfTime({ pause }: Budget): Failure {
		const { name } = this.polling.platform;
		if (pause !== undefined)
			return new Failure('rateLimited', `${name} asks for patience`, { retryAfterMs: pause });
		return new Failure(
			'ambiguous',
			`${name} did not answer within the time that n8n gives a poll`,
			{
				advice:
					'The next poll tries again. If it stays like this, see whether the platform is slow.',
			},
		);
	}

	private conclude(survey: Survey): INodeExecutionData[][] | null {
		const { context, poller, settings } = this;
		const { cursor, isUnsaved, tellsAgain } = this.found;
		const at = survey.at ?? Date.now();
		const clear = new Map<string, IDataObject>(JSON.parse(cursor?.clear ?? '[]'));
		const told = [...survey.told].map((id) => this.eventOf(survey.findings.get(id)!, at, clear));
		const shrinkAccepted =
			settings.options.acceptShrink &&
			(survey.shrank || (cursor?.shrinkAccepted === true && !poller.shrinkWasOff));
		if (survey.shrank) poller.shrinkWasOff = false;
		const isWorthIt =
			cursor === undefined ||
			survey.findings.size > 0 ||
			(survey.wasWhole && this.watch.changes !== undefined) ||
			shrinkAccepted !== cursor.shrinkAccepted ||
			at < cursor.at ||
			at - cursor.at > WRITTEN_EVERY_MS;
		if (!isWorthIt) {
			if (isUnsaved) saveCursor(context, poller, cursor);
			return null;
		}
		for (const { id, clear: kept } of survey.findings.values())
			if (kept === undefined) clear.delete(id);
			else if (settings.options.keepBefore.length) clear.set(id, kept);
		const next = {
			number: nextNumber(poller, cursor),
			of: this.turn.of,
			at,
			wholeAt: survey.wasWhole ? at : cursor!.wholeAt,
			shrinkAccepted,
			records: pack(survey.remembered()),
			clear: JSON.stringify([...clear]),
		};
		const withEvents = told.length ? { before: cursor, wasToldAgain: tellsAgain } : undefined;
		saveCursor(context, poller, next, withEvents);
		return told.length ? [eventItems(told)] : null;
	}

	private eventOf(
		{ kind, id, row, state, changedFields }: Finding,
		at: number,
		clear: Map<string, IDataObject>,
	): TriggerEvent {
		const event = `${this.watch.value}.${kind}`;
		const { cursor, wasLost } = this.found;
		// Told again after the same memory it has the same key, and later on another.
		const since = cursor ? new Date(cursor.at).toISOString() : beijingDayOf(at);
		return {
			event,
			id,
			time: new Date().toISOString(),
			before: clear.get(id) ?? null,
			after: row,
			changedFields,
			eventKey: `${event}|${id}|${state ?? ''}|${since}`,
			stateKey: stateKeyOf(id, state, at),
			...(wasLost && { cursorLost: true as const }),
		};
	}

	/** What became of the memory, once. */
	private say(): void {
		const { wasOverwritten, wasLost, isOfOthers } = this.found;
		const { logger } = this.context;
		const node = this.context.getNode().name;
		const { catchUpHours } = this.settings.options;
		const caught = this.watch.changes
			? `, with what changed in the last ${catchUpHours} hours`
			: '';
		if (wasOverwritten && !this.poller.wasSaid) {
			this.poller.wasSaid = true;
			logger.warn(
				`${node}: what it remembered was overwritten in n8n's store, most likely by a node that writes static data. It goes on from what this process knows. ${SEE}`,
			);
		}
		if (wasLost)
			logger.warn(`${node}: what it remembered is gone. It begins anew${caught}. ${SEE}`);
		if (isOfOthers)
			logger.info(
				`${node}: begins anew, since it watches something else than before: other fields, another watch or another company`,
			);
	}
}

const SEE = 'See docs/triggers.md, “When the memory is lost”';

/** What happens with a record of the platform, or with a made-up one: to build a workflow with. */
async function samples({ watch, fields }: PollingSettings, call: Call): Promise<TriggerEvent[]> {
	const page = await watch.page(call, 0, fields);
	const rows = page.rows.filter((row) => !watch.isGone?.(row));
	const now = new Date();
	return (['added', 'changed', 'removed'] as const).map((kind, at) => {
		const after = rows[at] ?? rows[0] ?? watch.sample;
		const id = watch.idOf(after);
		const event = `${watch.value}.${kind}`;
		const state = kind === 'removed' ? undefined : stateOfRow(watch, after, fields);
		return {
			event,
			id,
			time: now.toISOString(),
			before: null,
			after,
			changedFields: kind === 'changed' ? fields.slice(0, 1) : [],
			eventKey: `${event}|${id}|${state ?? ''}|${now.toISOString()}`,
			stateKey: stateKeyOf(id, state, now.getTime()),
			sample: true,
		};
	});
}
