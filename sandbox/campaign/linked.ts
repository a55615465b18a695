import { json, type Answer } from '../http';
import { recordsOf, type LinkedRecord, type LinkTarget } from '../store/linked';
import { hrefTo, refusalsOf, type CampaignCall } from './call';

const CREATED = '2024-01-01 08:00:00.000Z';

/** orgUnitBase, geoUnitBase and the custom resource, read only: where the links of a profile lead. */
export function answerLinked(
	call: CampaignCall,
	target: LinkTarget,
	key: string | undefined,
): Answer {
	if (call.method !== 'GET') throw refusalsOf(call).generic;
	if (key === undefined) {
		const content = recordsOf(target).map((record) => recordObject(call, target, record));
		return json(200, { content, serverSidePagination: true });
	}
	const known = call.organization.keys.read(target, key);
	const record = recordsOf(target).find(({ id }) => id === known?.id);
	if (!record) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	return json(200, recordObject(call, target, record));
}

function recordObject(call: CampaignCall, target: LinkTarget, record: LinkedRecord) {
	const { id, label, name, parentTitle } = record;
	const PKey = call.organization.keys.issue(target, id);
	return {
		PKey,
		created: CREATED,
		desc: '',
		href: hrefTo(call, `${target}/${PKey}`),
		label,
		lastModified: CREATED,
		name,
		...(parentTitle === undefined ? {} : { parentTitle }),
		title: `${label} (${name})`,
	};
}
