import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readAuthentication } from '../descriptions/authentication';
import { readEndpoint } from '../descriptions/endpoint';
import { EDITOR_PACE } from '../descriptions/pace';
import { openClient } from '../transport/client';
import { listUrl, withAllPages, type ProfileFilter } from '../transport/endpoints';
import { pageIn } from '../transport/shapes';
import type { Profile, ProfilePage } from '../transport/types';

const PAGE_SIZE = 50;

/** `byText` is case-sensitive and Campaign stores names with capital letters, so "amy" would find nobody. */
const capitalized = (text: string) =>
	text.replace(/(^|[\s-])(\p{Ll})/gu, (letters) => letters.toUpperCase());

const nameOf = ({ title, email, firstName, lastName, PKey }: Profile) => {
	const name = [firstName, lastName].filter(Boolean).join(' ');
	return String(title || (name && email ? `${name} (${String(email)})` : name || email || PKey));
};

/** Both pages as one, everybody once. */
const merged = (first: ProfilePage, second: ProfilePage): ProfilePage => {
	const keys = new Set(first.content.map(({ PKey }) => PKey));
	const others = second.content.filter(({ PKey }) => !keys.has(PKey));
	return { content: [...first.content, ...others], next: first.next ?? second.next };
};

/** The profiles to choose from: all, page by page, or those whose name or e-mail begins with what was typed. */
export async function searchProfiles(
	this: ILoadOptionsFunctions,
	search?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await openClient(this, readAuthentication(this), 0, () => EDITOR_PACE);
	const endpoint = readEndpoint(this);
	const text = search?.trim() ?? '';
	const read = async (url: string) => await client.get(url, pageIn);
	const list = async (filter?: ProfileFilter) =>
		await read(listUrl(client.tenant, endpoint, filter, { lineCount: PAGE_SIZE }));
	const byText = async (words: string) =>
		await list({ name: 'byText', parameters: { text: words } });
	const firstPage = async () => {
		if (!text) return await list();
		const asTyped = await byText(text);
		const asName = capitalized(text);
		return asName === text ? asTyped : merged(asTyped, await byText(asName));
	};

	const page = paginationToken
		? await read(withAllPages(client.ownUrl(paginationToken)))
		: await firstPage();
	return {
		results: page.content.map((profile) => ({
			name: nameOf(profile),
			value: String(profile.PKey),
		})),
		paginationToken: page.next?.href,
	};
}
