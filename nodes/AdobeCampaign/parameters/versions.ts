import type { INodeProperties, NodeParameterValueType } from 'n8n-workflow';

/** The versions of each node, oldest first. A node that is added to a workflow has the last one, and keeps it. */
export const VERSIONS = [1, 1.1];

const FIRST = [1];
const LATER = [{ _cnd: { gt: 1 } }];

/**
 * A property whose default was another one in version 1. n8n stores no value that is the default, so a workflow with a node of
 * version 1 keeps what it had.
 */
export const withFirstDefault = (
	property: INodeProperties,
	first: NodeParameterValueType,
): INodeProperties[] =>
	[
		{ versions: FIRST, default: first },
		{ versions: LATER, default: property.default },
	].map(({ versions, default: value }) => ({
		...property,
		default: value,
		displayOptions: {
			...property.displayOptions,
			show: { '@version': versions, ...property.displayOptions?.show },
		},
	}));
