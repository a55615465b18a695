import { answer, type Answer } from '../http';
import { findField } from '../store/fields';
import { Refusal } from '../store/errors';
import { linkTarget } from '../store/linked';
import { refusalsOf, type CampaignCall } from './call';
import { filtersOf } from './filters';
import { answerLinked } from './linked';
import { answerList } from './lists';
import { answerFilters, answerMetadata } from './metadata';
import { isKey } from './profileKeys';
import { answerOneProfile, answerSubscriptions, createProfile } from './profiles';

/** The Campaign server behind the gateway: every answer it gives, refusals framed as the organization is set. */
export function answerCampaign(call: CampaignCall): Answer {
	// Adobe's SDK, issue 83: a GET with a body fails. Inferred: how.
	if (call.method === 'GET' && call.hasBody) return answer(400, 'text/plain', 'Bad Request');
	try {
		return route(call);
	} catch (error) {
		if (error instanceof Refusal) return framed(error, call);
		throw error;
	}
}

/** Not known which of the two Adobe serves today: plain text, or the same text as one JSON string. */
function framed({ status, text }: Refusal, call: CampaignCall): Answer {
	return call.organization.settings.errorFraming === 'quoted-json'
		? answer(status, 'application/json;charset=utf-8', JSON.stringify(text))
		: answer(status, 'text/plain;charset=utf-8', text);
}

function route(call: CampaignCall): Answer {
	if (hasMalformedPath(call)) throw refusalsOf(call).unknownResource;
	const [first = '', ...rest] = call.segments;
	const resource = first.replace(/\.json$/, '');
	if (resource === 'profile') return routeProfile(call, rest);
	if (resource === 'resourceType') return routeMetadata(call, rest);
	const linked = linkTarget(call.organization.settings.dialect, resource);
	if (linked && call.endpoint === 'profileAndServicesExt' && rest.length < 2) {
		return answerLinked(call, linked, rest[0]);
	}
	throw refusalsOf(call).unknownResource;
}

/** Inferred: a slash in a key parts the path although it is encoded, unless setting slashInKey says otherwise. */
function hasMalformedPath({ organization, segments }: CampaignCall): boolean {
	const { slashInKey } = organization.settings;
	return slashInKey === 'refused' && segments.some((segment) => segment.includes('/'));
}

function routeMetadata(call: CampaignCall, [name = '', part]: string[]): Answer {
	if (call.method !== 'GET') throw refusalsOf(call).generic;
	if (part === 'filters') return answerFilters(call, name);
	if (part === undefined && name.replace(/\.json$/, '') === 'profile') return answerMetadata(call);
	throw refusalsOf(call).unknownResource;
}

function routeProfile(call: CampaignCall, path: string[]): Answer {
	const [first, second] = path;
	const list = readListPath(call, path);
	if (list && call.method === 'GET') return answerList(call, list);
	if (first === undefined && call.method === 'POST') return createProfile(call);
	// Inferred: PATCH of the collection is refused; support article KA-15086 leaves it open.
	if (first === undefined) throw refusalsOf(call).generic;
	if (first === 'metadata' && path.length === 1) return answerMetadata(call);
	if (second === 'subscriptions' && path.length === 2) return answerSubscriptions(call, first);
	if (path.length === 1 && isKey(call, first)) return answerOneProfile(call, first);
	if (first.startsWith('@')) throw refusalsOf(call).unknownResource;
	throw refusalsOf(call).unknownFilter(first);
}

/** `/profile`, `/profile/byText/byEmail`, `/profile/email`, each with `/_count`; undefined for anything else. */
function readListPath(call: CampaignCall, path: string[]) {
	const count = path.at(-1) === '_count';
	const names = count ? path.slice(0, -1) : path;
	const known = filtersOf(call);
	const filters = names.filter((name) => Object.hasOwn(known, name));
	const others = names.slice(filters.length);
	if (others.length > 1 || names.slice(0, filters.length).join() !== filters.join())
		return undefined;
	if (others.length === 0) return { filters, count };
	const projection = findField(call.organization.settings.dialect, call.endpoint, others[0]);
	return projection && !projection.metadataOnly ? { filters, projection, count } : undefined;
}
