import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { sync } from './sync';

export const share: Resource<WeaverE10Credential> = {
	name: 'Share',
	value: 'share',
	term: '人力共享',
	operations: [sync],
};
