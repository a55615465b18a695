import { isOfKind, undefinedIfKind, undefinedIfRefused } from '../../n8n/errors';
import { forComparison } from '../../records/clean';
import type { RecordKey } from '../../n8n/inParallel';
import type { Item } from '../../records/item';
import type { Operation } from '../resource';
import { customResourceKind, FAMILIES, type Family } from './kind';
import { listedResources, readResourceChoice, type ResourceChoice } from './resourceName';

/** What Campaign says where it does not serve a resource. */
const ELSEWHERE = ['addressUnknown'];

const UNKNOWN = [...ELSEWHERE, 'notFound'];

/** Whether an endpoint serves the resource: one request a run, for the metadata, which is needed anyway. */
async function serves(item: Item, family: Family, name: string): Promise<boolean> {
	const reading = async () =>
		await undefinedIfKind(UNKNOWN, item.of(customResourceKind(family, name)).fields());
	return await item.instance.served.get(
		`${family}/${name}`,
		async () => (await reading()) !== undefined,
	);
}

/** A name that the instance has instead, in other capitals or with other signs. */
async function alike(item: Item, name: string): Promise<string> {
	const plain = (text: string) => forComparison(text).replace(/[^a-z\d]|s$/g, '');
	const listed = (await undefinedIfRefused(listedResources(item.client))) ?? [];
	const like = listed.find((one) => plain(one.name) === plain(name));
	return like ? `Did you mean '${like.name}'? ` : '';
}

/** The endpoint of a resource whose name was typed. @throws NodeOperationError when no endpoint has it */
async function findFamily(item: Item, name: string): Promise<Family> {
	for (const family of FAMILIES) {
		if (await serves(item, family, name)) return family;
	}
	const advice = await item.instance.advice.get(name, async () => await alike(item, name));
	throw item.refuse(
		`Campaign has no custom resource '${name}'`,
		`${advice}Its name begins with 'cus', and letter case counts. It must be published in Campaign, and not be hidden from APIs.`,
	);
}

/** The item at work on a custom resource, for the form's lists. @throws NodeOperationError when no endpoint has it */
export async function itemAtItsEndpoint(
	item: Item,
	{ name, family: stored }: ResourceChoice,
): Promise<Item> {
	const isThere = stored !== undefined && (await serves(item, stored, name));
	const family = isThere ? stored : await findFamily(item, name);
	return item.of(customResourceKind(family, name));
}

/**
 * Works on records of a custom resource where the instance serves it. After the data model was published anew, that may be another
 * endpoint than the workflow has stored: then Campaign does not know the address, nothing was done, and the other one is tried.
 */
async function atItsEndpoint<T>(
	item: Item,
	{ name, family: stored }: ResourceChoice,
	work: (item: Item) => Promise<T>,
): Promise<T> {
	const { families } = item.instance;
	const known = families.get(name) as Family | undefined;
	const family = known ?? stored ?? (await findFamily(item, name));
	families.set(name, family);
	return await work(item.of(customResourceKind(family, name))).catch(async (error: unknown) => {
		const other = FAMILIES.find((one) => one !== family) as Family;
		const isMoved = isOfKind(error, ELSEWHERE) && (await serves(item, other, name));
		if (!isMoved) return await Promise.reject<T>(error);
		families.set(name, other);
		item.hint(
			`The custom resource '${name}' is served at ${other} now, and no longer at ${family}. Choose it anew in 'Custom Resource': that saves a request.`,
		);
		return await work(item.of(customResourceKind(other, name)));
	});
}

/** What is read for one item: the custom resource, and what the operation itself wants. */
export interface OfResource<Input> {
	resource: ResourceChoice;
	input: Input;
}

/** Records of two resources are never the same. */
const keyOf = ({ name }: ResourceChoice, { way, key }: RecordKey): RecordKey => ({
	way,
	key: `${name} ${key}`,
});

/** An operation on records of the custom resource that is chosen in the form. */
export const onResource = <Input, Shared>({
	recordKey,
	...operation
}: Operation<Input, Shared>): Operation<OfResource<Input>, Shared> => ({
	...operation,
	read: (context, itemIndex, shared) => ({
		resource: readResourceChoice(context, itemIndex),
		input: operation.read(context, itemIndex, shared),
	}),
	...(recordKey && {
		recordKey: ({ resource, input }: OfResource<Input>) => keyOf(resource, recordKey(input)),
	}),
	run: async (item, { resource, input }) =>
		await atItsEndpoint(item, resource, async (one) => await operation.run(one, input)),
});
