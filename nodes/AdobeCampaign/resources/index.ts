import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Named } from '../n8n/inParallel';
import * as create from './profile/create.operation';
import * as remove from './profile/delete.operation';
import * as get from './profile/get.operation';
import * as getAll from './profile/getAll.operation';
import * as update from './profile/update.operation';
import * as upsert from './profile/upsert.operation';

/** What an operation consists of. */
export interface Operation {
	description: INodePropertyOptions & { value: string };
	properties: INodeProperties[];
	/** What tells the profile of an item from others: items of one name go in their order. Absent: all go side by side. */
	nameOf?: (context: IExecuteFunctions, itemIndex: number) => Named;
	/** Returns one object or a list, and throws n8n errors that name the item. */
	execute: (context: IExecuteFunctions, itemIndex: number) => Promise<IDataObject | IDataObject[]>;
}

/** The one table of operations: the menu, the properties and the dispatch come from it. */
const OPERATIONS: Record<string, Operation[]> = {
	profile: [create, upsert, remove, get, getAll, update],
};

export const operationOptions = OPERATIONS.profile.map(({ description }) => description);

export const operationProperties = OPERATIONS.profile.flatMap(({ properties }) => properties);

/** What an item names, as far as that can be read; what cannot be is told when the item is worked on. */
export function nameOf(context: IExecuteFunctions, operation: Operation, itemIndex: number) {
	try {
		return operation.nameOf?.(context, itemIndex);
	} catch {
		return undefined;
	}
}

/** The operation that the node is set to; undefined for one that a newer version of this package may know. */
export const findOperation = (resource: string, operation: string): Operation | undefined =>
	OPERATIONS[resource]?.find(({ description }) => description.value === operation);
