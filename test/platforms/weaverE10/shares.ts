/**
 * HR shares of the Weaver E10 test platform, after docs/vendors/weaver-e10.md and docs/vendors/weaver-e10.md 6.2.
 * `[not known]` as in weaverE10.ts.
 */
import { anyOf, anything, matching, oneOf, record, text, whole } from '../checks.ts';
import type { Check } from '../checks.ts';
import { tookEffect } from '../effects.ts';
import { mustExistIfAny, rowsOf, textId } from './checks.ts';
import { mustNotBeRefused, operation, shareKey } from './state.ts';
import type { WeaverE10Operations, WeaverE10State, WeaverShare } from './state.ts';

const SHARE_SOURCES = {
	normal2external: 'externalContacts',
	ex2normal: 'externalContacts',
	extVirtOpt: 'dimensions',
} as const;

const EVERYONE = '11';
/** Target type → where its ids live; null where this platform holds none. */
export const SHARE_TARGETS = {
	'1': 'employees',
	'2': 'departments',
	'5': 'subcompanies',
	'3': 'departments',
	'6': 'subcompanies',
	'2002': 'departments',
	'501': 'subcompanies',
	'3002': 'departments',
	'502': 'subcompanies',
	'10': null,
	'1411': 'channels',
	'1311': 'positions',
	'13111': 'positions',
	[EVERYONE]: null,
} as const;
export type ShareTarget = keyof typeof SHARE_TARGETS;

// Typed string on the page, a number in its example.
const securityLevel = anyOf(matching(/^-?\d{1,3}$/), whole(-999, 999));

const share = record(
	{ sourceId: textId, targetId: anyOf(oneOf('0'), textId), targetType: text },
	{ seclevel_from: securityLevel, seclevel_to: securityLevel, deleteType: text },
);

/** "With deleteType 1 sourceId is required and the rest ignored"; unknown keys are not. */
const deletedShare = record(
	{ sourceId: textId, deleteType: oneOf('1') },
	{ targetId: anything, targetType: anything, seclevel_from: anything, seclevel_to: anything },
);

const shareRow: Check = (row) => {
	const { deleteType, targetType, targetId } = (row ?? {}) as Record<string, unknown>;
	if (deleteType === '1') return deletedShare(row);
	const complaint = share(row) ?? oneOf(...Object.keys(SHARE_TARGETS))(targetType);
	if (complaint) return complaint;
	return (targetType === EVERYONE) === (targetId === '0')
		? undefined
		: 'targetId must be 0 for targetType 11, and for no other';
};

interface ShareRequest {
	shareType: keyof typeof SHARE_SOURCES;
	data: Array<Omit<WeaverShare, 'shareType'> & { deleteType?: string }>;
}

/** [not known] whether one bad row fails the others: it does, and nothing is changed. */
function syncShares({ shareType, data }: ShareRequest, state: WeaverE10State) {
	mustNotBeRefused(data);
	for (const { sourceId, targetId, targetType, deleteType } of data) {
		mustExistIfAny(SHARE_SOURCES[shareType], sourceId, state);
		if (deleteType === '1' || targetType === EVERYONE) continue;
		mustExistIfAny(SHARE_TARGETS[targetType as ShareTarget], targetId, state);
	}
	data.forEach(tookEffect);
	for (const { deleteType, ...row } of data) {
		if (deleteType === '1') deleteShares(shareType, row.sourceId, state);
		else state.shares.set(shareKey({ shareType, ...row }), { shareType, ...row });
	}
}

function deleteShares(shareType: string, sourceId: string, { shares }: WeaverE10State) {
	for (const [key, found] of shares) {
		if (found.shareType === shareType && found.sourceId === sourceId) shares.delete(key);
	}
}

export const shareOperations: WeaverE10Operations = {
	// 33 同步人力共享权限数据
	syncHrmShare: operation({
		body: record({ data: rowsOf(shareRow), shareType: oneOf(...Object.keys(SHARE_SOURCES)) }),
		run: syncShares,
	}),
};
