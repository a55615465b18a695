import { json, type Answer } from '../http';
import { isExtended } from '../store/field';
import { attributesOf } from './attributes';
import { hrefTo, type CampaignCall } from './call';
import type { Kind } from './kind';
import { entries } from './metadata';
import { sorted } from './serialize';

/** The endpoint of custom resources that are linked to nothing. */
const UNLINKED = 'customResources';

/**
 * `GET /profileAndServicesExt/` and `GET /customResources/`: the resources that are found there, each under its own name (Campaign
 * Standard API, 'Custom resources'). Inferred: the second endpoint, and that resources of Adobe are listed too.
 * @returns undefined for an endpoint that lists none (settings extListable, customResourcesListable)
 */
export function answerDiscovery(call: CampaignCall, kinds: readonly Kind[]): Answer | undefined {
	const { dialect } = call.organization.settings;
	if (call.method !== 'GET' || !isListable(call)) return undefined;
	const listed = kinds
		.filter(({ isNested, viewOf, only }) => !isNested && !viewOf && (only ?? dialect) === dialect)
		.sort((a, b) => (a.path < b.path ? -1 : 1));
	const members = listed.map((kind, index) => [
		kind.path,
		// The second member of the printed sample has the name of the first.
		member(call, kind, index === 1 ? listed[0].path : kind.path),
	]);
	return json(200, sorted({ apiName: 'resourceType', ...Object.fromEntries(members) }));
}

function isListable({ endpoint, organization: { settings } }: CampaignCall): boolean {
	if (endpoint === UNLINKED) return settings.customResourcesListable;
	return isExtended(endpoint) && settings.extListable;
}

function member(call: CampaignCall, kind: Kind, name: string) {
	const { path, inUrls = path, help } = kind;
	const { settings } = call.organization;
	return {
		content: entries(attributesOf({ ...call, kind }), settings),
		data: `/${call.endpoint}/${inUrls}/`,
		help,
		href: hrefTo(call, `${inUrls}/metadata`),
		name,
		type: 'collection',
	};
}
