import { Invalid } from '../../../shared/failure';
import type { Values } from '../../../shared/operation';
import type { Outcome } from '../../../shared/outcome';
import { endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { account, BATCH, details, keys, name, ofNew, placeOtherFields } from './fields';

const addNew = endpoint('person/addNew');

const write = writeByMessage(addNew, {
	body: (persons) => ({ persons }),
	keys,
	listsAll: true,
	// What adding a person twice does is not documented.
	repeatable: false,
});

export const create: YunzhijiaOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create people',
	description: 'Add people to the team (新增人员)',
	endpoints: [addNew],
	required: [name, account],
	optional: [...ofNew, ...details],
	batch: BATCH,
	prepare: placeOtherFields,
	check({ row }) {
		const { mobile, email } = (row.account ?? {}) as Values;
		if (!mobile && !email && !row.phone)
			throw new Invalid('needs a mobile or an email, or the person a phone', 'account');
	},
	key: ({ row, index }) => String(keys(row).find(Boolean) ?? index),
	async perform(batch, call, credential) {
		return (await write(batch, call, credential)).map(withoutPassword);
	},
};

/** A password is a secret: it leaves with no item. */
function withoutPassword(outcome: Outcome): Outcome {
	if (outcome.kind !== 'done' || Array.isArray(outcome.result)) return outcome;
	if (outcome.result.account === undefined) return outcome;
	const login = { ...(outcome.result.account as Values) };
	delete login.password;
	return { ...outcome, result: { ...outcome.result, account: login } };
}
