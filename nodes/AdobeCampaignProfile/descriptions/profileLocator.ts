import type {
	IExecuteFunctions,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';

import { inputError } from '../transport/nodeErrors';
import type { ProfileChoice } from '../transport/profiles';
import type { Endpoint } from '../transport/types';

const shownFor = (endpoint: Endpoint): INodeProperties['displayOptions'] => ({
	show: { resource: ['profile'], operation: ['get', 'update'], endpoint: [endpoint] },
});

const extLocator: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The profile to work with',
	displayOptions: shownFor('profileAndServicesExt'),
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a profile...',
			typeOptions: { searchListMethod: 'searchProfiles', searchable: true },
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			hint: 'The one profile with this e-mail; none or several is an error',
		},
		{
			displayName: 'By PKey',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. @2v1dr3ZKtUGVaNxPRXISoM3rs',
			hint: "Campaign's own key, from an earlier node. Do not store it: it can change.",
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://mc.adobe.io/acme/campaign/profileAndServices/profile/@2v1dr3ZK',
			hint: "The 'href' of a profile, as Campaign returned it",
		},
		{
			displayName: 'By Custom Key',
			name: 'customKey',
			type: 'string',
			placeholder: 'e.g. C-1001',
			hint: 'The value of the key field that your Campaign instance defines for profiles',
		},
	],
};

/** A raw key in the URL works only for top-level resources of the Ext endpoint (Adobe, "Must-read"). */
const standardLocator: INodeProperties = {
	...extLocator,
	displayOptions: shownFor('profileAndServices'),
	modes: extLocator.modes?.filter(({ name }) => name !== 'customKey'),
};

/** One locator for every operation on one profile, in a form for each field set. */
export const profileLocator = [standardLocator, extLocator];

const PKEY = /^@[\w-]+$/;
const PROFILE_URL = /\/profileAndServices(Ext)?\/profile\/[^/?#]+\/?$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

const refusals = {
	empty: {
		message: "'Profile' is empty",
		description: 'Choose a profile, or check that the expression has a value for this item.',
	},
	email: {
		message: "'Profile' is not an e-mail",
		description: "Enter one e-mail, or choose another way to find the profile, such as 'By PKey'.",
	},
	id: {
		message: "'Profile' is not a PKey",
		description:
			"A PKey starts with @, as in '@2v1dr3ZK...'. Choose 'By Email' or 'By Custom Key' for other keys.",
	},
	url: {
		message: "'Profile' is not the URL of a profile",
		description: "Enter the 'href' that Campaign returned with a profile.",
	},
	customKey: {
		message: "'Profile' is not a custom key",
		description:
			'Enter the value of the key field that your Campaign instance defines for profiles.',
	},
};

function choiceOf(mode: string, value: string): ProfileChoice | undefined {
	switch (mode) {
		case 'email':
			return EMAIL.test(value) ? { by: 'email', email: value } : undefined;
		case 'url':
			return PROFILE_URL.test(value) ? { by: 'href', href: value } : undefined;
		case 'customKey':
			// "." and ".." would be read as another address.
			return /^\.+$/.test(value) ? undefined : { by: 'key', key: value };
		default:
			if (PROFILE_URL.test(value)) return { by: 'href', href: value };
			return PKEY.test(value) ? { by: 'key', key: value } : undefined;
	}
}

/** Reads which profile is meant. @throws NodeOperationError when the value cannot be one, before any request */
export function readProfileChoice(context: IExecuteFunctions, itemIndex: number): ProfileChoice {
	const { mode, value } = context.getNodeParameter(
		'profile',
		itemIndex,
	) as INodeParameterResourceLocator;
	const text = String(value ?? '').trim();
	if (text === '') throw inputError(context, itemIndex, refusals.empty);
	const choice = choiceOf(mode, text);
	if (choice) return choice;
	throw inputError(context, itemIndex, refusals[mode as keyof typeof refusals] ?? refusals.id);
}
