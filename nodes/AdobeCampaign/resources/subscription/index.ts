import type { Context } from '../../n8n/run';
import { fieldSetField, readFieldSet } from '../fieldSet';
import { profileChooser } from '../profile/chooser';
import type { Resource } from '../resource';
import { serviceChooser } from '../service/chooser';
import { getAll } from './getAll.operation';
import { subscriptionKind } from './kind';
import { subscribe } from './subscribe.operation';
import { unsubscribe } from './unsubscribe.operation';

/** Which profile gets what a service sends. */
export const subscription: Resource = {
	value: 'subscription',
	name: 'Subscription',
	properties: [
		{
			...fieldSetField,
			description:
				"In which part of the API the profile and the service are looked for. 'Standard and Custom Fields' also finds a profile by custom key.",
		},
	],
	operations: [subscribe, unsubscribe, getAll],
	defaultOperation: getAll.value,
	kindOf: (context: Context) => subscriptionKind(readFieldSet(context)),
	methods: { listSearch: { ...profileChooser.methods, ...serviceChooser.methods } },
};
