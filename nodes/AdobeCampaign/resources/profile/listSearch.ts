import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readAuthentication } from '../../parameters/authentication';
import { readEndpoint } from '../fieldSet';
import { EDITOR_PACE } from '../../parameters/pace';
import { queriesFor } from './searchQueries';
import { openClient } from '../../transport/client';
import { search } from './search';
import type { Profile } from '../../transport/types';

/** n8n's editor goes on with a search only when somebody scrolls its list, which takes eight rows (2.41). */
const ROWS_TO_SCROLL = 8;

/** A row of the list, instead of an end without a word. Choosing it chooses nobody. */
const TOO_MANY = 'Too many to look through: type more of the name, or the e-mail';

const nameOf = ({ title, email, firstName, lastName, PKey }: Profile) => {
	const name = [firstName, lastName].filter(Boolean).join(' ');
	return String(title || (name && email ? `${name} (${String(email)})` : name || email || PKey));
};

/** The profiles to choose from: all, page by page, or those that are called what was typed. */
export async function searchProfiles(
	this: ILoadOptionsFunctions,
	typed = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await openClient(this, readAuthentication(this), 0, () => EDITOR_PACE);
	const { found, token } = await search(
		client,
		readEndpoint(this),
		queriesFor(typed),
		paginationToken,
	);
	const people = found.map((profile) => ({ name: nameOf(profile), value: String(profile.PKey) }));
	const isStuck = token !== undefined && people.length < ROWS_TO_SCROLL;
	const results = isStuck ? [...people, { name: TOO_MANY, value: '' }] : people;
	return { results, paginationToken: token };
}
