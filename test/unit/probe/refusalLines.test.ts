import { linesOf } from '../../../probe/refusalLines';
import { refusals, refusalsOfAnyKind } from '../../../sandbox/campaign/refusals';

const profile = {
	path: 'profile',
	label: 'Profiles',
	document: 'Profile',
	schema: 'nms:recipient',
};

describe('The sentences of refusals', () => {
	const all = (['standard', 'v8'] as const).flatMap((dialect) => {
		const { notJson, ...any } = refusalsOfAnyKind(dialect);
		const made = Object.values(refusals(dialect, profile)).map((one) =>
			typeof one === 'function' ? one('@some', 'other') : one,
		);
		return [...Object.values(any), notJson('some'), ...made].map(({ text }) => text);
	});

	it.each([...new Set(all)])('%j has known lines alone', (text) => {
		expect(linesOf(text)).not.toContain('another line');
		expect(linesOf(text).length).toBeGreaterThan(0);
	});

	it('leave out what a line names', () => {
		expect(
			linesOf("The value 'secret' is not valid for the 'nms:recipient:gender' enumeration of"),
		).toEqual(['value is not in the enumeration']);
		expect(linesOf('Dear customer 4711')).toEqual(['another line']);
	});
});
