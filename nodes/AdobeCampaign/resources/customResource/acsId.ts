import type { Item } from '../../records/item';
import { listedKeys } from '../../records/listed';
import type { SentField } from '../../records/wire';
import type { CampaignRecord } from '../../transport/types';
import { findByFilter } from '../filterMatch';

/** The automatic ID of a custom resource that has one ("Add an automatic ID" in Campaign). */
const ACS_ID: Omit<SentField, 'value'> = {
	id: 'acsId',
	label: 'acsId',
	type: 'string',
	isKey: true,
};

const IS_ACS_ID = /^(?:by_?)?acs_?id(?:_?parameter)?$/i;

/**
 * The records with this acsId. Whether Campaign takes one in an address is not known, so the resource needs a filter for it: two
 * requests a run to find that, then one.
 *
 * @throws NodeOperationError when no filter looks at acsId alone
 */
export async function findAllByAcsId(item: Item, acsId: string): Promise<CampaignRecord[]> {
	const { client, kind, instance } = item;
	client.hide(acsId);
	const filters = await instance.filters(client, kind);
	const filter = filters.find(
		({ name, parameters }) =>
			parameters.length === 1 && [parameters[0], name].some((one) => IS_ACS_ID.test(one)),
	);
	if (!filter) {
		throw item.refuse(
			`'${kind.name}' has no filter that finds a record by acsId`,
			"Nothing was done. Let your Campaign administrator add a filter on 'acsId' with a parameter to the resource and publish it, or choose the record in another way.",
		);
	}
	const parameters = { [filter.parameters[0]]: acsId };
	return await findByFilter(item, { name: filter.name, parameters }, [{ ...ACS_ID, value: acsId }]);
}

/** The one record with this acsId. @throws NodeApiError of the kind notFound, NodeOperationError for several */
export async function findByAcsId(item: Item, acsId: string): Promise<CampaignRecord> {
	const [record, ...others] = await findAllByAcsId(item, acsId);
	if (!record) {
		throw item.client.error({
			kind: 'notFound',
			message: 'No record has this acsId',
			description:
				"Check 'Record' and 'Custom Resource'. The record may have been deleted, or Campaign hides it because one that it must belong to is missing.",
		});
	}
	if (others.length === 0) return record;
	throw item.refuse(
		'Several records have this acsId',
		`Nothing was done. It is not clear which one is meant. Give the PKey of one in 'Record' > 'By ID':\n${listedKeys([record, ...others])}`,
	);
}
