import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../../../../nodes/AdobeCampaign/resources/resource';
import { serviceKind } from '../../../../../../nodes/AdobeCampaign/resources/service/kind';
import { ALL, ok, scene, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

const KIND = serviceKind('profileAndServices');
export const open = (script: Script) => scene(script, { kind: KIND });

export const GARDEN = {
	PKey: '@s',
	name: 'SVC13',
	label: 'Garden News',
	desc: 'Old',
	lastModified: '2026-03-01 10:00:00.000Z',
	validityDuration: 'P10D',
};
export const MODEL = { PKey: '@m', name: 'newsletter', label: 'Newsletter', isTemplate: true };

export const BY_NAME = `GET service/byText?text=SVC13&_lineCount=200&${ALL}`;
export const METADATA = {
	'GET resourceType/service': ok({
		content: { label: { label: 'Label' }, desc: { label: 'Description' }, name: {} },
	}),
};

export const readOf = <Input, Shared>(
	operation: Operation<Input, Shared>,
	more: IDataObject = {},
) =>
	inputOf(
		operation,
		contextOf({
			parameters: {
				endpoint: 'profileAndServices',
				service: { mode: 'name', value: 'SVC13' },
				simplify: true,
				confirmUpdate: true,
				filterBy: 'none',
				returnAll: false,
				limit: 50,
				fields: {
					mappingMode: 'defineBelow',
					value: { desc: 'New' },
					schema: [{ id: 'desc', displayName: 'Description', type: 'string' }],
				} as unknown as IDataObject,
				options: {},
				...more,
			},
		}),
	);
