import type { IDataObject } from 'n8n-workflow';

import { CUSTOM_RESOURCE } from '../../../../../../nodes/AdobeCampaign/resources/customResource/kind';
import type { Operation } from '../../../../../../nodes/AdobeCampaign/resources/resource';
import { ok, scene, type Reply, type Scene, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

/** What Campaign answers where it does not serve a resource. */
export const UNSERVED: Reply = {
	status: 404,
	body: 'Unsupported endpoint (endpoint=cusOrder). Error rc=-2003',
};

export const INVALID: Reply = { status: 500, body: 'Unable to decrypt PKey. (PKey=@x)' };

export const MISSING: Reply = { status: 500, body: 'Unable to find document of type cusOrder' };

export const FIELDS: Reply = ok({
	content: {
		order_number: { type: 'string', label: 'Order number' },
		crm_id: { type: 'string', label: 'CRM ID' },
		amount: { type: 'number', label: 'Amount' },
	},
	filters: { href: 'profileAndServicesExt/cusOrder/metadata/filters' },
});

/** The addresses of the two endpoints, as the scene's script has them. */
export const EXT = 'profileAndServicesExt';
export const OTHER = 'customResources';

/** A run on records of custom resources. In the script an address begins with its endpoint. */
export function open(script: Script, setting: Scene = {}) {
	const { asked, ...rest } = scene(script, { kind: CUSTOM_RESOURCE, isWhole: true, ...setting });
	return { asked, ...rest };
}

export const formOf = (more: IDataObject = {}): IDataObject => ({
	customResource: { mode: 'list', value: `${EXT}/cusOrder` },
	record: { mode: 'id', value: '@a' },
	simplify: false,
	confirmUpdate: false,
	filterBy: 'none',
	returnAll: false,
	limit: 50,
	matchBy: 'customFilter',
	filterName: 'byOrderNumber',
	filterParameter: 'order_number_parameter',
	matchValue: 'O-1',
	fields: {
		mappingMode: 'defineBelow',
		value: { order_number: 'O-1' },
		schema: [{ id: 'order_number', displayName: 'Order number', type: 'string' }],
	} as unknown as IDataObject,
	options: {},
	...more,
});

/** What an operation reads for one item. */
export const readOf = <Input, Shared>(
	operation: Operation<Input, Shared>,
	more: IDataObject = {},
): Input => inputOf(operation, contextOf({ parameters: formOf(more) }));
