import { CUSTOM_FIELDS } from '../data/fields';
import { refusals } from '../store/errors';
import { valueOf, type StoredProfile } from '../store/profile';
import type { Filter } from './filters';

/**
 * The sandbox's own filters, as an administrator adds them to an instance; parameters end in "_parameter" (Campaign
 * Standard API, 'Filtering'; two of them: 'Calling a resource using a composite identification key').
 * Inferred: values are compared whole and with case, and a parameter that is not sent is an empty one.
 */
export const CUSTOM_FILTERS: Readonly<Record<string, Filter>> = {
	CustomerId: equalTo('cusCustomerId', 'By customer ID', 'customerid_parameter'),
	LoyaltyTier: equalTo('cusLoyaltyTier', 'By loyalty tier', 'loyaltytier_parameter'),
	tier_points: {
		label: 'By loyalty tier and points or more',
		parameters: ['tier_parameter', 'points_parameter'],
		build(query, { dialect }) {
			const tier = query.get('tier_parameter') ?? '';
			const points = query.get('points_parameter') ?? '';
			if (Number.isNaN(Number(points))) {
				throw refusals(dialect).wrongType(points, 'integer (32 bit)');
			}
			return (profile) =>
				customValue(profile, 'cusLoyaltyTier') === tier &&
				Number(customValue(profile, 'cusPoints')) >= Number(points);
		},
	},
};

function equalTo(name: string, label: string, parameter: string): Filter {
	return {
		label,
		parameters: [parameter],
		build(query) {
			const wanted = query.get(parameter) ?? '';
			return (profile) => customValue(profile, name) === wanted;
		},
	};
}

function customValue(profile: StoredProfile, name: string) {
	const field = CUSTOM_FIELDS.find((one) => one.name === name);
	return field && valueOf(profile, field);
}
