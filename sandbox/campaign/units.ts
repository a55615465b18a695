import { json, type Answer } from '../http';
import type { KeyKind } from '../store/keys';
import { UNITS } from '../store/organization';
import { hrefTo, refusalsOf, type CampaignCall } from './call';

const CREATED = '2024-01-01 08:00:00.000Z';

/** orgUnitBase and geoUnitBase, read only: where the links of a profile lead. */
export function answerUnits(call: CampaignCall, kind: KeyKind, key: string | undefined): Answer {
	if (call.method !== 'GET') throw refusalsOf(call).generic;
	if (key === undefined) {
		const content = UNITS.map((unit) => unitObject(call, kind, unit));
		return json(200, { content, serverSidePagination: true });
	}
	const known = call.organization.keys.read(kind, key);
	const unit = UNITS.find(({ id }) => id === known?.id);
	if (!unit) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	return json(200, unitObject(call, kind, unit));
}

function unitObject(call: CampaignCall, kind: KeyKind, unit: (typeof UNITS)[number]) {
	const PKey = call.organization.keys.issue(kind, unit.id);
	return {
		PKey,
		created: CREATED,
		desc: '',
		href: hrefTo(call, `${kind}Base/${PKey}`),
		label: unit.label,
		lastModified: CREATED,
		name: unit.name,
		parentTitle: unit.parentTitle,
		title: `${unit.label} (${unit.name})`,
	};
}
