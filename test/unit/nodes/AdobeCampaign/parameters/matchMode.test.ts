import { readMatchMode } from '../../../../../nodes/AdobeCampaign/parameters/matchMode';
import { contextOf } from '../context';

describe('Mode', () => {
	it.each([
		[{}, 'createOrUpdate'],
		[{ mode: 'updateOnly' }, 'updateOnly'],
		[{ mode: 'createOnly' }, 'createOnly'],
	])('%j is %s', (options, mode) => {
		expect(readMatchMode(contextOf({ parameters: { options } }), 0)).toBe(mode);
	});

	it.each(['', 'create', 'true', 'toString'])('%j does not count as Create or Update', (mode) => {
		expect(() => readMatchMode(contextOf({ parameters: { options: { mode } } }), 0)).toThrow(
			"'Mode' in Options has no such choice",
		);
	});
});
