import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readAuthentication } from '../descriptions/authentication';
import { readEndpoint } from '../descriptions/endpoint';
import { openClient } from '../transport/client';
import { filterUrl, profilesUrl } from '../transport/endpoints';
import { pageIn } from '../transport/shapes';
import type { Profile } from '../transport/types';

const PAGE_SIZE = 50;

/** `byText` is case-sensitive and Campaign stores names with capital letters, so "amy" would find nobody. */
const capitalized = (text: string) =>
	text.replace(/(^|[\s-])(\p{Ll})/gu, (letters) => letters.toUpperCase());

const nameOf = ({ title, email, firstName, lastName, PKey }: Profile) => {
	const name = [firstName, lastName].filter(Boolean).join(' ');
	return String(title || (name && email ? `${name} (${String(email)})` : name || email || PKey));
};

/** The profiles to choose from: all, page by page, or those whose name or e-mail begins with what was typed. */
export async function searchProfiles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await openClient(this, readAuthentication(this), 0);
	const { tenant } = client;
	const endpoint = readEndpoint(this);
	const text = filter?.trim() ?? '';
	const byText = async (words: string) =>
		await client.get(
			filterUrl(tenant, endpoint, 'byText', { text: words, _lineCount: PAGE_SIZE }),
			pageIn,
		);

	let page = paginationToken
		? await client.get(client.ownUrl(paginationToken), pageIn)
		: text
			? await byText(text)
			: await client.get(profilesUrl(tenant, endpoint, PAGE_SIZE), pageIn);
	if (page.content.length === 0 && text && capitalized(text) !== text) {
		page = await byText(capitalized(text));
	}
	return {
		results: page.content.map((profile) => ({
			name: nameOf(profile),
			value: String(profile.PKey),
		})),
		paginationToken: page.next?.href,
	};
}
