import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { cleanEmail, folded, isEmail } from '../../records/clean';
import type { Named } from '../../n8n/inParallel';
import { PerItem } from '../../n8n/perItem';
import { inputError } from '../../n8n/errors';
import { keyIn } from '../../transport/urls';
import { pKeyOf, type ProfileChoice } from './find';
import type { Endpoint } from '../../transport/types';
import { readEndpoint } from '../fieldSet';
import { typedIdentity } from '../../parameters/typedName';

const shownFor = (endpoint: Endpoint): INodeProperties['displayOptions'] => ({
	show: { resource: ['profile'], operation: ['delete', 'get', 'update'], endpoint: [endpoint] },
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
			// n8n's editor writes "By ID" for this name whatever stands here (2.41).
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. @2v1dr3ZKtUGVaNxPRXISoM3rs',
			hint: "Campaign's own key, the PKey, from an earlier node. Do not store it: it can change.",
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://mc.adobe.io/acme/campaign/profileAndServices/profile/@2v1dr3ZK',
			hint: "The 'href' of a profile, as Campaign returned it",
		},
		{
			// Short: the editor cuts a longer one.
			displayName: 'By Key',
			name: 'customKey',
			type: 'string',
			placeholder: 'e.g. C-1001',
			hint: 'The custom key: the value of the key field that your Campaign instance defines for profiles',
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

const refusals = {
	empty: {
		message: "'Profile' is empty",
		description: 'Choose a profile, or check that the expression has a value for this item.',
	},
	email: {
		message: "'Profile' is not an e-mail",
		description:
			"Enter one e-mail, or choose another way to find the profile, such as 'From List'. A name will not do.",
	},
	id: {
		message: "'Profile' is neither a PKey nor an e-mail",
		description:
			"A PKey starts with @, as in '@2v1dr3ZK...'. Choose 'By Key' for a key of your own company. A name will not do.",
	},
	url: {
		message: "'Profile' is not the URL of a profile",
		description: "Enter the 'href' that Campaign returned with a profile.",
	},
	endpoint: {
		message: "'Profile' is the URL of another field set",
		description:
			"Set 'Field Set' to the one that the URL belongs to: 'Standard Fields' for .../profileAndServices/..., 'Standard and Custom Fields' for .../profileAndServicesExt/...",
	},
	customKeyOnStandard: {
		message: "'Profile' by custom key needs 'Standard and Custom Fields'",
		description: "Change 'Field Set', or choose the profile in another way.",
	},
	customKey: {
		message: "'Profile' is not a custom key",
		description:
			'Enter the value of the key field that your Campaign instance defines for profiles.',
	},
};

/** Campaign would read "." and ".." as another address, "@..." as a PKey and "byName" as a filter. */
export const isCustomKey = (text: string) => text !== '' && !/^(\.+$|@|by[A-Z])|\n/.test(text);

/**
 * 'By ID' also takes a URL and an e-mail, which cannot be mistaken for a PKey: people paste what they have, and n8n
 * puts a model's value there when somebody lets the model choose a profile.
 */
function choiceOf(mode: string, value: string): ProfileChoice | undefined {
	if (mode === 'customKey') return isCustomKey(value) ? { by: 'key', key: value } : undefined;
	if (PROFILE_URL.test(value)) return { by: 'href', href: value };
	if (mode === 'url') return undefined;
	if (isEmail(cleanEmail(value))) return { by: 'email', email: cleanEmail(value) };
	return mode !== 'email' && PKEY.test(value) ? { by: 'key', key: value } : undefined;
}

function refusalOf(mode: string, choice: ProfileChoice | undefined, endpoint: Endpoint) {
	if (mode === 'customKey' && endpoint === 'profileAndServices')
		return refusals.customKeyOnStandard;
	if (choice?.by === 'href' && !choice.href.includes(`/${endpoint}/`)) return refusals.endpoint;
	if (choice) return undefined;
	return mode === 'email' || mode === 'url' || mode === 'customKey' ? refusals[mode] : refusals.id;
}

/** A workflow that a model or a person wrote may have the plain value, which says as much as 'By ID' does. */
function typed(context: IExecuteFunctions, itemIndex: number) {
	const given = context.getNodeParameter('profile', itemIndex, '') as unknown;
	const isLocator = typeof given === 'object' && given !== null;
	const { mode, value } = isLocator
		? (given as { mode?: unknown; value?: unknown })
		: { mode: undefined, value: given };
	return { mode: typeof mode === 'string' && mode !== '' ? mode : 'id', value };
}

function read(context: IExecuteFunctions, itemIndex: number): ProfileChoice {
	const { mode, value } = typed(context, itemIndex);
	const text = typedIdentity(context, itemIndex, 'Profile', value);
	const choice = choiceOf(mode, text);
	const refusal = text === '' ? refusals.empty : refusalOf(mode, choice, readEndpoint(context));
	if (choice && !refusal) return choice;
	throw inputError(context, itemIndex, refusal ?? refusals.id);
}

const choices = new PerItem<ProfileChoice>();

/** Reads which profile is meant. @throws NodeOperationError when the value cannot be one, before any request */
export const readProfileChoice = (context: IExecuteFunctions, itemIndex: number) =>
	choices.take(context, itemIndex, () => read(context, itemIndex));

/** What tells the profile of an item from others, for those that have to go in order. */
export function nameOfProfile(context: IExecuteFunctions, itemIndex: number): Named {
	const choice = choices.keep(context, itemIndex, read(context, itemIndex));
	if (choice.by === 'email') return { way: 'email', name: folded(choice.email) };
	const PKey = pKeyOf(choice);
	return PKey
		? { way: 'PKey', name: PKey }
		: { way: 'customKey', name: folded(choice.by === 'href' ? keyIn(choice.href) : choice.key) };
}
