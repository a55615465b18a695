import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import type { RecordKey } from '../../n8n/inParallel';
import { openEditorItem } from '../../parameters/editorLists';
import { readLocator } from '../../parameters/locator';
import { cleanEmail, forComparison, isEmail } from '../../records/clean';
import { isPKey } from '../../records/wire';
import type { CampaignRecord } from '../../transport/types';
import { keyIn } from '../../transport/urls';
import { fieldSetIn, otherFieldSet, readFieldSet, type FieldSet } from '../fieldSet';
import { pKeyOf, type ProfileChoice } from './find';
import { PROFILE, profileKind } from './kind';
import { queriesFor, search } from './search';

const shownFor = (fieldSet: FieldSet): INodeProperties['displayOptions'] => ({
	show: { endpoint: [fieldSet] },
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

const refusals = {
	empty: {
		message: "'Profile' is empty",
		description: 'Choose a profile, or check that the expression has a value for this item.',
	},
	email: {
		message: "'Profile' is not an e-mail",
		description:
			"Enter one e-mail, or choose another way to find the profile, such as 'From list'. A name will not do.",
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
	endpoint: otherFieldSet('Profile'),
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

/** A text that can be a custom key. Campaign would read "." and ".." as another address, "@..." as a PKey and "byName" as a filter. */
export const isCustomKey = (text: string) => text !== '' && !/^(\.+$|@|by[A-Z])|\n/.test(text);

/**
 * 'By ID' also takes a URL and an e-mail, which cannot be mistaken for a PKey: people paste what they have, and n8n
 * puts a model's value there when the model may choose the profile.
 */
function choiceOf(mode: string, value: string): ProfileChoice | undefined {
	if (mode === 'customKey') return isCustomKey(value) ? { by: 'key', key: value } : undefined;
	if (fieldSetIn(value, PROFILE)) return { by: 'href', href: value };
	if (mode === 'url') return undefined;
	if (isEmail(cleanEmail(value))) return { by: 'email', email: cleanEmail(value) };
	return mode !== 'email' && isPKey(value) ? { by: 'key', key: value } : undefined;
}

function refusalOf(mode: string, choice: ProfileChoice | undefined, fieldSet: FieldSet) {
	if (mode === 'customKey' && fieldSet === 'profileAndServices')
		return refusals.customKeyOnStandard;
	if (choice?.by === 'href' && fieldSetIn(choice.href, PROFILE) !== fieldSet)
		return refusals.endpoint;
	if (choice) return undefined;
	return mode === 'email' || mode === 'url' || mode === 'customKey' ? refusals[mode] : refusals.id;
}

/** Reads which profile is chosen. */
export function readProfileChoice(context: IExecuteFunctions, itemIndex: number): ProfileChoice {
	const { mode, text } = readLocator(context, itemIndex, 'profile', 'Profile');
	const choice = choiceOf(mode, text);
	const refusal = text === '' ? refusals.empty : refusalOf(mode, choice, readFieldSet(context));
	if (choice && !refusal) return choice;
	throw inputError(context, itemIndex, refusal ?? refusals.id);
}

/** Items that choose the same profile in the same way have the same key. */
export function recordKeyOf(choice: ProfileChoice): RecordKey {
	if (choice.by === 'email') return { way: 'email', key: forComparison(choice.email) };
	const PKey = pKeyOf(choice);
	if (PKey) return { way: 'PKey', key: PKey };
	const customKey = choice.by === 'href' ? keyIn(PROFILE, choice.href) : choice.key;
	return { way: 'customKey', key: forComparison(customKey) };
}

/** n8n's editor goes on with a search only when the list is scrolled, which takes eight rows (2.41). */
const ROWS_TO_SCROLL = 8;

/** A row of the list that says that it is not complete. Choosing it chooses no profile. */
const TOO_MANY = 'Too many to look through: type more of the name, or the e-mail';

const titleOf = ({ title, email, firstName, lastName, PKey }: CampaignRecord) => {
	const name = [firstName, lastName].filter(Boolean).join(' ');
	return String(title || (name && email ? `${name} (${String(email)})` : name || email || PKey));
};

/** The list of 'From list': all profiles, page by page, or those whose name or e-mail was typed. */
export async function searchProfiles(
	this: ILoadOptionsFunctions,
	typedText = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { client } = await openEditorItem(this, profileKind(readFieldSet(this)));
	const { found, token } = await search(client, queriesFor(typedText), paginationToken);
	const profiles = found.map((profile) => ({
		name: titleOf(profile),
		value: String(profile.PKey),
	}));
	const isStuck = token !== undefined && profiles.length < ROWS_TO_SCROLL;
	const results = isStuck ? [...profiles, { name: TOO_MANY, value: '' }] : profiles;
	return { results, paginationToken: token };
}
