import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { call } from './call';

export const custom: Resource<WeaverE10Credential> = {
	name: 'Custom Interface',
	value: 'custom',
	term: '自定义接口',
	operations: [call],
};
