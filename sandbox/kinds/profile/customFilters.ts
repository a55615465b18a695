import type { Filter } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import { filtersOn, readerOf } from '../customFilters';
import { DATE_FILTERS } from './dateFilters';
import { PROFILE_FIELDS } from './fields';

const equalTo = filtersOn(PROFILE_FIELDS);
const reader = readerOf(PROFILE_FIELDS);

/**
 * The sandbox's own filters, as an administrator adds them to an instance. Parameters end in "_parameter" (Campaign Standard
 * API, 'Filtering'); a client of a live instance sent a parameter of exactly this name. 'Calling a resource using a composite
 * identification key' prints identification_key and its two parameters.
 * Inferred: whole values are compared, with case, and a parameter that is not sent counts as empty.
 */
export const CUSTOM_FILTERS: Readonly<Record<string, Filter>> = {
	CustomerId: equalTo('By customer ID', { customerid_parameter: 'cusCustomerId' }),
	LoyaltyTier: equalTo('By loyalty tier', { loyaltytier_parameter: 'cusLoyaltyTier' }),
	tier_points: {
		label: 'By loyalty tier and points or more',
		parameters: ['tier_parameter', 'points_parameter'],
		build(call) {
			const { query } = call;
			const tier = query.get('tier_parameter') ?? '';
			const points = query.get('points_parameter') ?? '';
			if (Number.isNaN(Number(points))) {
				throw refusalsOf(call).wrongType(points, 'integer (32 bit)');
			}
			const tierOf = reader('cusLoyaltyTier');
			const pointsOf = reader('cusPoints');
			return (profile) => tierOf(profile) === tier && Number(pointsOf(profile)) >= Number(points);
		},
	},
	identification_key: equalTo('By identification key', {
		category_parameter: 'cusStoreFormat',
		crm_id_parameter: 'cusCardCode',
	}),
	Crmid: equalTo('By CRM ID', { _parameter: 'cusCustomerId' }),
	/** Finds more than the value asked for, as an administrator's filter may. */
	CardBegin: {
		label: 'By the beginning of the customer ID',
		parameters: ['cardbegin_parameter'],
		build({ query }) {
			const beginning = query.get('cardbegin_parameter') ?? '';
			const idOf = reader('cusCustomerId');
			return (profile) => String(idOf(profile)).startsWith(beginning);
		},
	},
	...DATE_FILTERS,
};
