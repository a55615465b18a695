import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IDisplayOptions,
	IExecuteFunctions,
	INodeProperties,
	INodeType,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { fixedParameter, type Context } from '../n8n/run';
import type { RecordKey } from '../n8n/inParallel';
import { authenticationFields } from '../parameters/authentication';
import type { Item } from '../records/item';
import type { RecordKind } from '../records/kind';

/** What people and models read of an operation. */
export interface OperationTexts {
	/** In the node panel. */
	action: string;
	description: string;
	/** What an AI agent's model reads. */
	toolDescription: string;
}

/** One operation of a resource: `Shared` is what is the same for all items of a run, `Input` what is read for one. */
export interface Operation<Input = unknown, Shared = unknown> extends OperationTexts {
	/** Stored in workflows: never changes. */
	value: string;
	name: string;
	/** The form, without `resource` and `operation` in displayOptions: the table adds them. */
	properties: INodeProperties[];
	/** Reads the parameters that are the same for all items, once a run. Sends nothing. */
	readShared?(context: IExecuteFunctions): Shared;
	/** Reads the parameters of one item. Sends nothing. @throws NodeOperationError naming the field that cannot be right */
	read(context: IExecuteFunctions, itemIndex: number, shared: Shared): Input;
	/** What became of an item, by its output: see `ItemWork`. */
	outcomeOf?(output: IDataObject): string | undefined;
	/** What is said of the number of items that were done when one fails: see `ItemWork`. */
	done?: string;
	/** Items with the same key run in their order. Absent: all items may run side by side. */
	recordKey?(input: Input): RecordKey;
	/** Does the work. Sees nothing of n8n. @throws NodeApiError, NodeOperationError with the item's number */
	run(item: Item, input: Input): Promise<IDataObject | IDataObject[]>;
}

/** The methods of a node that n8n's editor calls, by kind of method and name. */
export type Methods = NonNullable<INodeType['methods']>;

/** One row of a node's table. */
export interface Resource {
	/** Stored in workflows: never changes. */
	value: string;
	name: string;
	/** Fields of the form before those of the operations. */
	properties: INodeProperties[];
	operations: Operation[];
	defaultOperation: string;
	/** The kind of its records, by what is chosen in the form. */
	kindOf(context: Context): RecordKind;
	methods: Methods;
}

const withShow = (property: INodeProperties, show: IDisplayOptions['show']): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: { ...show, ...property.displayOptions?.show },
	},
});

/** The fields of a resource's operations, each for its own operation alone. */
const operationFields = ({ value, operations }: Resource): INodeProperties[] =>
	operations.flatMap((operation) =>
		operation.properties.map((property) =>
			withShow(property, { resource: [value], operation: [operation.value] }),
		),
	);

const operationMenu = ({
	value: resource,
	operations,
	defaultOperation,
}: Resource): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operations.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
	})),
	default: defaultOperation,
});

/**
 * n8n makes a tool's description of the operation's name alone and adds a field for another one, unless the node has its own
 * (2.41). A model has to know what an empty value does: n8n makes it send something for each field that it may fill in. One
 * field for each operation, because the form would show an expression that tells them apart as code.
 */
const toolDescriptions = ({ value: resource, operations }: Resource): INodeProperties[] =>
	operations.map(({ value, toolDescription }) => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		default: toolDescription,
		required: true,
		description: "What the agent's model is told about this tool",
		displayOptions: {
			show: { '@tool': [true], resource: [resource], operation: [value] },
		},
	}));

function resourceMenu(resources: Resource[]): INodeProperties {
	const [{ value: first }] = resources;
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: first,
	};
}

/** The whole form of a node, in its order. */
export const propertiesOf = (resources: Resource[]): INodeProperties[] => [
	...resources.flatMap(toolDescriptions),
	...authenticationFields,
	resourceMenu(resources),
	...resources.map(operationMenu),
	...resources.flatMap((resource) => [
		...resource.properties.map((property) => withShow(property, { resource: [resource.value] })),
		...operationFields(resource),
	]),
];

/** The entry that a parameter chooses. @throws NodeOperationError for one that a newer version of this package may know */
function chosenOf<Entry extends { value: string }>(
	entries: Entry[],
	parameter: 'resource' | 'operation',
	context: Context,
): Entry {
	const chosen = fixedParameter(context, parameter);
	const entry = entries.find(({ value }) => value === chosen);
	if (entry) return entry;
	throw new NodeOperationError(
		context.getNode(),
		`This version has no ${parameter} '${String(chosen)}'`,
		{
			description: `Choose another ${parameter}, or update the package n8n-nodes-adobe-campaign.`,
		},
	);
}

export const resourceOf = (resources: Resource[], context: Context): Resource =>
	chosenOf(resources, 'resource', context);

export const operationOf = ({ operations }: Resource, context: Context): Operation =>
	chosenOf(operations, 'operation', context);

/** The methods that n8n's editor calls. Several resources may have one of the same name: the chosen resource's is called. */
export function methodsOf(resources: Resource[]): Methods {
	type Method = (this: ILoadOptionsFunctions, ...args: unknown[]) => Promise<unknown>;
	const dispatch = (kind: keyof Methods, name: string): Method =>
		async function (...args) {
			const { methods } = resourceOf(resources, this);
			const own = methods[kind]?.[name] as Method | undefined;
			return await own?.call(this, ...args);
		};
	const kinds = [...new Set(resources.flatMap(({ methods }) => Object.keys(methods)))];
	return Object.fromEntries(
		(kinds as Array<keyof Methods>).map((kind) => {
			const names = resources.flatMap(({ methods }) => Object.keys(methods[kind] ?? {}));
			return [kind, Object.fromEntries(names.map((name) => [name, dispatch(kind, name)]))];
		}),
	) as Methods;
}
