import { emptyValue, findField } from '../store/fields';
import type { StoredProfile } from '../store/profile';
import { refusalsOf, type CampaignCall } from './call';
import { filtersOf } from './filters';

type Profiles = readonly StoredProfile[];

/** The last selection from each list of profiles: a walk through 100,000 of them asks the same with every page. */
const kept = new WeakMap<Profiles, { asked: string; selected: Profiles }>();

/** The profiles that a list's URL asks for, in its order. */
export function select(call: CampaignCall, filters: string[]): Profiles {
	const all = call.organization.profiles.all();
	const asked = [call.endpoint, ...filters, withoutPage(call.query)].join(' ');
	const last = kept.get(all);
	if (last?.asked === asked) return last.selected;
	const selected = order(call, filtered(call, filters, all));
	kept.set(all, { asked, selected });
	return selected;
}

function withoutPage(query: URLSearchParams): string {
	const rest = new URLSearchParams(query);
	rest.delete('_lineStart');
	return rest.toString();
}

function filtered(call: CampaignCall, filters: string[], profiles: Profiles): Profiles {
	const known = filtersOf(call);
	const predicates = filters.map((name) =>
		known[name].build(call.query, call.organization.settings, call.endpoint),
	);
	return profiles.filter((profile) => predicates.every((matches) => matches(profile)));
}

/**
 * `_order=email`, `_order=email desc`, by a field that metadata calls sortable (Campaign Standard API, 'Sorting'; ` asc`
 * is in its version of 2019). Inferred: without it the order of creation, which also decides between equal values.
 */
function order(call: CampaignCall, profiles: Profiles): Profiles {
	const expression = call.query.get('_order');
	if (expression === null) return profiles;
	const [, name = '', direction] = /^(\w+)(?: (asc|desc))?$/.exec(expression) ?? [];
	const field = findField(call.organization.settings.dialect, call.endpoint, name);
	if (!field?.sortable) throw refusalsOf(call).unknownOrder(expression);
	const value = (profile: StoredProfile) => profile.values[field.name] ?? emptyValue(field);
	const sign = direction === 'desc' ? -1 : 1;
	return [...profiles].sort((a, b) => {
		const [left, right] = [value(a), value(b)];
		if (left === right) return a.id - b.id;
		return left < right ? -sign : sign;
	});
}
