import type { Field } from '../../../shared/contract';
import { integer } from '../../../shared/input/readers';
import { line } from '../../fields';

/** The document gives these bounds for jobs only. */
export const dsporder: Field = {
	parameter: {
		displayName: 'Order (显示顺序)',
		name: 'dsporder',
		type: 'number',
		typeOptions: { minValue: -9999, maxValue: 9999 },
		default: 0,
		description: 'Where it stands in lists: lower numbers come first',
	},
	read: integer(-9999, 9999),
};

export const remark = line('remark', 'Remark (备注)', 'A note that is shown with it in Weaver');
