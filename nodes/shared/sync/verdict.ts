/** What is to be known of a plan as a whole, and whether it may be applied. */
import type { Credential } from '../contract';
import type { Directory, PlanItem, Rule } from '../contract/sync';
import type { SyncSettings } from '../input/sync';
import { rowsOf } from './directory';
import { differenceFrom, fingerprintOf } from './fingerprint';
import { isPlanned } from './item';
import {
	countsOf,
	limitsPassed,
	mismatches,
	sayPassed,
	type Counts,
	type LimitPassed,
} from './limits';
import { planOf } from './plan';
import { scopeOf } from './scope';

export interface Planned<C extends Credential> {
	directory: Directory<C>;
	items: Array<PlanItem<C>>;
	counts: Map<string, Counts>;
	fingerprint: string;
	passed: LimitPassed[];
	/** Why it may be applied only if somebody has approved it. */
	doubts: string[];
}

/**
 * Plans, and counts.
 * @param credentialKey whose platform the fingerprint is for
 */
export function judged<C extends Credential>(
	directory: Directory<C>,
	settings: SyncSettings,
	credential: C,
	credentialKey: string,
	rules?: Array<Rule<C>>,
): Planned<C> {
	const items = planOf(directory, settings, credential, rules);
	const scope = scopeOf(settings, directory);
	const counts = new Map<string, Counts>();
	for (const [kind, { entities }] of directory.kinds) {
		if (!settings.kinds.has(kind)) continue;
		const own = items.filter(({ entity }) => entity.kind.value === kind);
		counts.set(kind, countsOf(own, entities, scope));
	}
	const passed = limitsPassed(counts, settings);
	const doubts = mismatches(directory, counts, settings);
	const fingerprint = fingerprintOf(items.filter(isPlanned), credentialKey);
	return { directory, items, counts, fingerprint, passed, doubts };
}

/** Why nothing is sent: for the items, for people, and what they can do. */
export interface Refusal {
	short: string;
	message: string;
	advice: string;
}

/** Why a plan is not applied; undefined when it may be. */
export function refusalOf<C extends Credential>(
	{ items, counts, fingerprint, passed, doubts }: Planned<C>,
	{ approvedPlan, stopsOnInvalid }: SyncSettings,
): Refusal | undefined {
	const invalid = items.filter(
		({ action, entity }) => action === 'rejected' && entity.source !== undefined,
	);
	if (stopsOnInvalid && invalid.length) return sayInvalid(invalid);
	if (approvedPlan === fingerprint) return undefined;
	const planItems = items.filter(isPlanned);
	// Whoever copies the fingerprint from here has seen nothing yet.
	const advice = `First see whether the source is whole, and what would be done: Mode Plan shows every change. To do exactly this plan, enter its fingerprint under Approved Plan: ${fingerprint}`;
	// Where there is nothing to do, nobody has to approve it.
	if (approvedPlan !== '' && planItems.length)
		return {
			short: 'this is not the approved plan any more',
			message: `Nothing was changed, because this is not the approved plan any more: ${differenceFrom(approvedPlan, fingerprint, planItems)}`,
			advice: `${advice}. An approved plan is for one run: empty the field afterwards.`,
		};
	const why = [...sayPassed(passed, items, counts), ...doubts];
	if (why.length === 0) return undefined;
	return {
		short: 'a limit is passed',
		message: `Nothing was changed, because a limit is passed: ${why.join('; ')}`,
		advice: `${advice}. Else mend the source, or raise the limit.`,
	};
}

const sayInvalid = <C extends Credential>(items: Array<PlanItem<C>>): Refusal => {
	const first = items.slice(0, 3).map(({ entity, reason }) => `${rowsOf([entity])}: ${reason}`);
	const count = `${items.length} ${items.length === 1 ? 'record' : 'records'}`;
	return {
		short: 'records of the source can’t be used, and On Invalid is Stop',
		message: `Nothing was changed, because ${count} of the source can’t be used, and On Invalid is Stop: ${first.join('; ')}`,
		advice: 'Mend them in the source, or set On Invalid to Skip: the others go on then.',
	};
};
