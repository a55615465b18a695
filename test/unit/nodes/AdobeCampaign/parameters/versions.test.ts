import type { INodeProperties } from 'n8n-workflow';

import { VERSIONS, withFirstDefault } from '../../../../../nodes/AdobeCampaign/parameters/versions';

const SWITCH: INodeProperties = {
	displayName: 'Switch',
	name: 'switch',
	type: 'boolean',
	default: true,
	displayOptions: { show: { operation: ['update'] } },
};

describe('A default that was another one in version 1', () => {
	const [first, later] = withFirstDefault(SWITCH, false);

	it('stays so in version 1, and where the property is shown', () => {
		expect(first).toEqual({
			...SWITCH,
			default: false,
			displayOptions: { show: { '@version': [1], operation: ['update'] } },
		});
	});

	it('is the new one in every later version', () => {
		expect(later.default).toBe(true);
		expect(later.displayOptions?.show).toEqual({
			'@version': [{ _cnd: { gt: 1 } }],
			operation: ['update'],
		});
		expect(VERSIONS.slice(1).every((version) => version > 1)).toBe(true);
	});

	it('leaves the property as it was', () => {
		expect(SWITCH.default).toBe(true);
		expect(SWITCH.displayOptions?.show).toEqual({ operation: ['update'] });
	});
});
