import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../../shared/client/failure';
import { redacted, withoutEchoes, withoutSecrets } from '../../../shared/client/redaction';
import type { DirectoryRecord, Outcome } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { done } from '../../../shared/run/outcome';
import { peopleThere } from '../../existing';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { account, details, keys, name, ofNew, placeOtherFields } from './fields';

export const addNew = endpoint('person/addNew');

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
	term: '新增人员',
	description: 'Add people to the team',
	endpoints: [addNew],
	required: [name, account],
	optional: [...ofNew, ...details],
	batch: BATCH,
	prepare: placeOtherFields,
	check({ row }) {
		const { mobile, email } = (row.account ?? {}) as IDataObject;
		if (!mobile && !email && !row.phone)
			throw new Invalid('needs a mobile or an email, or the person a phone', 'account');
	},
	existing: peopleThere,
	key: ({ row, index }) => String(keys(row).find(Boolean) ?? index),
	async perform(batch, call, credential) {
		const passwords = batch.map(passwordOf);
		try {
			const outcomes = await write(batch, call, credential);
			return outcomes.map((outcome) => withoutPassword(outcome, passwords));
		} catch (error) {
			throw withoutPasswords(error, passwords);
		}
	},
};

const passwordOf = ({ row }: DirectoryRecord): string =>
	String((row.account as IDataObject | undefined)?.password ?? '');

/** A password is a secret: it leaves with no item, whatever the platform says of it. */
function withoutPassword(outcome: Outcome, passwords: string[]): Outcome {
	if (outcome.kind !== 'done') {
		const { reason } = outcome;
		const hidden = (text?: string) => text && withoutSecrets(text, passwords);
		const message = withoutSecrets(reason.message, passwords);
		return { ...outcome, reason: { ...reason, message, code: hidden(reason.code) } };
	}
	const shown = { ...(outcome.result as IDataObject) };
	if (shown.account !== undefined) {
		const account = { ...(shown.account as IDataObject) };
		delete account.password;
		shown.account = account;
	}
	return done(JSON.parse(withoutEchoes(JSON.stringify(shown), passwords)) as IDataObject);
}

const withoutPasswords = (error: unknown, passwords: string[]): unknown =>
	error instanceof Failure ? redacted(error, passwords) : error;
