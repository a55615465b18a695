import type { Filter } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import type { Scalar } from '../../exactJson';
import { valueOf, type StoredRecord } from '../../store/storedRecord';
import { PROFILE_FIELDS } from './fields';

/**
 * The sandbox's own filters, as an administrator adds them to an instance; parameters end in "_parameter", and a client of
 * a live instance sent that name alone (Campaign Standard API, 'Filtering'; two of them: 'Calling a resource using a
 * composite identification key', whose filter and parameters are named so).
 * Inferred: values are compared whole and with case, and a parameter that is not sent is an empty one.
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
	/** One that an administrator made to find more than what is asked for. */
	CardBegin: {
		label: 'By the beginning of the customer ID',
		parameters: ['cardbegin_parameter'],
		build({ query }) {
			const beginning = query.get('cardbegin_parameter') ?? '';
			const idOf = reader('cusCustomerId');
			return (profile) => String(idOf(profile)).startsWith(beginning);
		},
	},
};

/** Every parameter is what its field holds. */
function equalTo(label: string, fields: Readonly<Record<string, string>>): Filter {
	const parameters = Object.keys(fields);
	return {
		label,
		parameters,
		build({ query }) {
			const conditions = parameters.map((parameter) => ({
				read: reader(fields[parameter]),
				wanted: query.get(parameter) ?? '',
			}));
			return (profile) => conditions.every(({ read, wanted }) => read(profile) === wanted);
		},
	};
}

/** What profiles hold in a custom field. */
function reader(name: string): (profile: StoredRecord) => Scalar | undefined {
	const field = PROFILE_FIELDS.printedAnywhere(name);
	return (profile) => field && valueOf(profile, field);
}
