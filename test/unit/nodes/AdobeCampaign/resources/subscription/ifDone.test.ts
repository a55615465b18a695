import {
	ifDoneOption,
	readFailsIfDone,
	type IfDone,
} from '../../../../../../nodes/AdobeCampaign/resources/subscription/ifDone';
import { contextOf } from '../../context';

const IF_DONE: IfDone = {
	name: 'ifSubscribed',
	label: 'If Already Subscribed',
	description: 'What to do then',
};

const read = (options: Record<string, unknown>) =>
	readFailsIfDone(
		contextOf({ parameters: { options: { ifSubscribed: '=choice' } }, expressions: options }),
		0,
		IF_DONE,
	);

describe('If Already Subscribed', () => {
	it('is ignored unless the option says otherwise', () => {
		expect(readFailsIfDone(contextOf({ parameters: { options: {} } }), 0, IF_DONE)).toBe(false);
		expect(read({ '=choice': 'ignore' })).toBe(false);
		expect(read({ '=choice': 'error' })).toBe(true);
	});

	it.each([null, '', 'Error', 'fail', true])(
		'refuses %j, which must not count as either',
		(choice) => {
			expect(() => read({ '=choice': choice })).toThrow(
				"'If Already Subscribed' in Options has no such choice",
			);
		},
	);

	it('offers what it reads, and begins with Ignore', () => {
		const { name, displayName, options, default: initial } = ifDoneOption(IF_DONE);

		expect([name, displayName, initial]).toEqual([IF_DONE.name, IF_DONE.label, 'ignore']);
		for (const option of options ?? []) {
			expect(() => read({ '=choice': 'value' in option && option.value })).not.toThrow();
		}
	});
});
