/** What a failure calls the things it speaks of: labels of the form, names on the wire, platform and operation. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, idFromItem, run, STOP } from '../engine/cases.ts';
import { startScripted } from '../engine/scripted.ts';
import { locators, OPEN, person, startTeam } from '../Yunzhijia/team.ts';

const of = { platform: 'Yunzhijia', resource: 'person' };

describe('a failed item', () => {
	it('names the field as the form does, and what was to be done where', async () => {
		const team = await startTeam();
		const { error } = await team.perform('person.update', idFromItem('openId'), [{ name: '新' }]);
		expect(error[0].json).toEqual({
			name: '新',
			error: 'Person (人员, openId) is required',
			details: { outcome: 'rejected', field: 'openId', ...of, operation: 'update' },
		});
	});

	it('does so for what can’t be found, and for what the platform refuses', async () => {
		const team = await startTeam();
		const byMobile = { ...locators({ openId: 'mobile' }), type: '1' };
		const unknown = await team.perform('person.updateStatus', byMobile, [{ openId: '1' }]);
		expect(unknown.error[0].json.error).toBe(
			'Person (人员, openId) is not found: there is no person with the mobile “1”',
		);
		const given = { ...idFromItem('openId'), ...fromItem('phone') };
		const same = [{ openId: person(0), phone: '' }];
		const refused = await team.perform('person.updatePhone', given, same);
		expect(refused.error[0].json.details).toMatchObject({ ...of, operation: 'updatePhone' });
	});

	it('the error comes first in the table', async () => {
		const team = await startTeam();
		const { main } = await team.perform('person.update', idFromItem('openId'), [{}], {
			onError: 'continueRegularOutput',
		});
		expect(Object.keys(main[0].json)).toEqual(['error', 'details']);
	});
});

it('the error of a node that stops says the same', async () => {
	const team = await startTeam();
	const { failure } = await team.perform('person.update', idFromItem('openId'), [{}], STOP);
	expect(failure?.message).toBe('Person (人员, openId) is required');
});

describe('advice on a refusal for which there is no code', () => {
	const advised = async (text: string) => {
		const data = [{ msgId: '0', msgCode: '400', msg: text, success: false }];
		const platform = await startScripted(`POST ${OPEN}person/updatePhone`, () => ({
			success: true,
			data,
		}));
		const given = { ...idFromItem('openId'), ...fromItem('phone') };
		const items = [{ openId: person(0), phone: '13900001111' }];
		const { error } = await run('yunzhijia', platform, ['person', 'updatePhone'], given, items);
		expect(error[0].json.error).toBe(`${text} (400)`);
		return (error[0].json.details as IDataObject).advice;
	};

	it.each([
		['手机号不能为空', 'The platform needs a value: fill in Phone (手机号, phone).'],
		['phone不能为空', 'The platform needs a value: fill in Phone (手机号, phone).'],
		['参数不能为空', 'The platform needs a value: fill in the field that it names.'],
		[
			'手机号重复',
			'Phone (手机号, phone) is used already: update the record that has it, or give another value.',
		],
		[
			'该人员不存在',
			'The platform does not have something that this record refers to: check Person (人员, openId).',
		],
		['数据已被修改', undefined],
	])('%s', async (text, advice) => {
		expect(await advised(text)).toBe(advice);
	});
});
