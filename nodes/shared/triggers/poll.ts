/** The face of a polling trigger to n8n: what its node's `poll` hands itself to. docs/triggers.md. */
import { createHash } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Cancelled, Failure } from '../client/failure';
import { connect } from '../client/request';
import type { Call, Credential, Observer } from '../contract';
import type { PollingPlatform, TriggerEvent, Watch } from '../contract/triggers';
import { checkBaseUrl } from '../input/credentials';
import { readPolling, type PollingSettings } from '../input/polling';
import { Journal } from '../run/journal';
import { Budget, budgetMs } from './budget';
import { findCursor, nextNumber, pollerOf, saveCursor, type Cursor, type Poller } from './cursor';
import { hasBeen, packPast, unpackPast, wasOnce, type Past } from './past';
import { problemOf } from './problem';
import { Survey, type Finding } from './survey';
import { pack, unpack } from './snapshot';
import { cellsOf, stateKeyOf, stateHash } from './state';

/** A poll that came to nothing is followed by the next one, so none has to be stubborn. */
const RETRIES = 2;
const PATIENCE_SECONDS = 10;
/** A list that takes longer to read is another one by the time it is read. */
const STALE_AFTER_MS = 6 * 3_600_000;
/** The whole memory is written at once, so a time alone is not worth it more often than that. */
const WRITTEN_EVERY_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
const MOST_SAMPLES = 3;

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
		const budget = new Budget(budgetMs(context));
		const { call, of } = await connected(context, polling, settings, budget);
		if (context.getMode() === 'manual') return [await samples(settings, call)];
		const poller = pollerOf(context);
		// The one before is still at it, and finds what there is to find.
		if (poller.isBusy) return null;
		poller.isBusy = true;
		try {
			return await new Poll(context, polling, settings, poller, of).run(call, budget);
		} finally {
			poller.isBusy = false;
		}
	} catch (error) {
		throw problemOf(context.getNode(), error);
	}
}

async function connected<C extends Credential>(
	context: IPollFunctions,
	{ platform, company }: PollingPlatform<C>,
	{ watch, fields, options }: PollingSettings,
	budget: Budget,
): Promise<{ call: Call; of: string }> {
	const credential = await context.getCredentials<C>(platform.credentialType);
	checkBaseUrl(credential);
	const parts = [
		credential.baseUrl,
		...company(credential),
		watch.value,
		fields,
		options.keepBefore,
	];
	const of = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
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
	const patience = {
		timeout: budgetMs(context) / 1000,
		retries: RETRIES,
		patience: PATIENCE_SECONDS,
	};
	return { call: connect(cancellable, platform, credential, patience, { observer }), of };
}

class Poll<C extends Credential> {
	private readonly context: IPollFunctions;
	private readonly polling: PollingPlatform<C>;
	private readonly settings: PollingSettings;
	private readonly watch: Watch;
	private readonly poller: Poller;
	private readonly of: string;
	private readonly cursor?: Cursor;
	private readonly wasOverwritten: boolean;
	private readonly wasLost: boolean;

	constructor(
		context: IPollFunctions,
		polling: PollingPlatform<C>,
		settings: PollingSettings,
		poller: Poller,
		of: string,
	) {
		this.context = context;
		this.polling = polling;
		this.settings = settings;
		this.watch = settings.watch;
		this.poller = poller;
		this.of = of;
		const found = findCursor(context, poller, of);
		this.cursor = found.cursor;
		this.wasOverwritten = found.wasOverwritten;
		this.wasLost = found.wasLost;
	}

	async run(call: Call, budget: Budget): Promise<INodeExecutionData[][] | null> {
		const survey = this.survey();
		if (!(await this.goOn(survey, call, budget))) return null;
		this.poller.survey = undefined;
		this.sayLoss();
		return this.conclude(survey);
	}

	/** The one that the last poll left unfinished, if it still holds. */
	private survey(): Survey {
		const from = this.cursor?.number ?? 0;
		const known = this.poller.survey;
		const now = performance.now();
		if (known?.of === this.of && known.from === from && now - known.began < STALE_AFTER_MS)
			return known.survey;
		const { fields, options, emitFirst } = this.settings;
		const { cursor } = this;
		const survey = new Survey(this.settings, unpack(cursor?.records ?? '', fields.length), {
			since: cursor?.at,
			wholeAt: cursor?.wholeAt ?? 0,
			wholeEveryMs: options.wholeReadHours * HOUR_MS,
			catchUpMs: this.wasLost ? options.catchUpHours * HOUR_MS : undefined,
			emitsFirst: emitFirst && !this.wasLost,
			keepBefore: options.keepBefore,
			acceptsShrink: options.acceptShrink && !cursor?.shrinkAccepted,
		});
		this.poller.survey = { of: this.of, from, began: now, survey };
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
			// What was read so far is of no use, or the platform may be another one when it answers again.
			if (error instanceof Failure && error.kind === 'refused') this.poller.survey = undefined;
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
		const { cursor, settings } = this;
		const past = unpackPast(cursor?.past ?? '');
		const clear = new Map<string, IDataObject>(JSON.parse(cursor?.clear ?? '[]'));
		const told: TriggerEvent[] = [];
		for (const finding of survey.findings.values()) {
			const { id } = finding;
			if (survey.told.has(id)) told.push(this.eventOf(finding, past, clear));
			// What it was until now, it was once.
			if (cursor) wasOnce(past, id, survey.stateBefore(id));
		}
		const isFirst = cursor === undefined;
		const { acceptShrink } = settings.options;
		const shrinkAccepted = acceptShrink && (survey.shrank || (cursor?.shrinkAccepted ?? false));
		const at = survey.at ?? Date.now();
		const isWorthIt =
			isFirst ||
			this.wasOverwritten ||
			survey.findings.size > 0 ||
			(survey.wasWhole && this.watch.changes !== undefined) ||
			shrinkAccepted !== cursor.shrinkAccepted ||
			at - cursor.at > WRITTEN_EVERY_MS;
		if (!isWorthIt) return null;
		for (const { id, clear: kept } of survey.findings.values())
			if (kept === undefined) clear.delete(id);
			else if (settings.options.keepBefore.length) clear.set(id, kept);
		const next: Cursor = {
			number: nextNumber(this.poller),
			...{ of: this.of, at, shrinkAccepted },
			wholeAt: survey.wasWhole ? at : cursor!.wholeAt,
			records: pack(survey.remembered()),
			past: packPast(past),
			clear: JSON.stringify([...clear]),
		};
		saveCursor(this.context, this.poller, next, {
			before: cursor,
			withEvents: told.length > 0,
		});
		return told.length ? [told.map((json) => ({ json: json as unknown as IDataObject }))] : null;
	}

	private eventOf(
		{ kind, id, row, state, changedFields }: Finding,
		past: Past,
		clear: Map<string, IDataObject>,
	): TriggerEvent {
		const event = `${this.watch.value}.${kind}`;
		const { cursor } = this;
		// The same poll told again has the same time here: it is that of what was remembered.
		const again = cursor && hasBeen(past, id, state) ? `|${new Date(cursor.at).toISOString()}` : '';
		const stateKey = stateKeyOf(id, state) + again;
		return {
			...{ event, id, time: new Date().toISOString(), before: clear.get(id) ?? null, after: row },
			...{ changedFields, eventKey: `${event}|${stateKey}`, stateKey },
			...(this.wasLost && { cursorLost: true as const }),
		};
	}

	private sayLoss(): void {
		const { logger } = this.context;
		const node = this.context.getNode().name;
		if (this.wasOverwritten)
			logger.warn(
				`${node}: what it remembered was overwritten, most likely by a node that writes static data on a worker. It went on from what this process knows. See docs/triggers.md, durable cursors`,
			);
		if (this.wasLost)
			logger.warn(
				`${node}: what it remembered is gone. It began anew${this.watch.changes ? `, with what changed in the last ${this.settings.options.catchUpHours} hours` : ''}. See docs/triggers.md, durable cursors`,
			);
	}
}

/** A few of those that are there, or a made-up one: to build a workflow with. */
async function samples(
	{ watch, fields }: PollingSettings,
	call: Call,
): Promise<INodeExecutionData[]> {
	const { rows } = await watch.page(call, 0, fields);
	const isMadeUp = rows.length === 0;
	return (isMadeUp ? [watch.sample] : rows.slice(0, MOST_SAMPLES)).map((after) => {
		const id = watch.idOf(after);
		const event = `${watch.value}.changed`;
		const stateKey = stateKeyOf(id, stateHash(cellsOf(watch, after, fields)));
		const sample: TriggerEvent = {
			...{ event, id, time: new Date().toISOString(), before: null, after },
			...{ changedFields: fields.slice(0, 1), eventKey: `${event}|${stateKey}`, stateKey },
			...(isMadeUp && { sample: true as const }),
		};
		return { json: sample as unknown as IDataObject };
	});
}
