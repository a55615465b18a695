import { defaultSettings } from '../../../../sandbox/settings';
import type { Field } from '../../../../sandbox/store/field';
import { smartCase, storedText } from '../../../../sandbox/campaign/policies';

describe('smartCase', () => {
	it.each([
		['mcDONALD', 'Mcdonald'],
		['van der DOE', 'Van Der Doe'],
		['Berger (YM)', 'Berger (Ym)'],
		["o'neil-SMITH", "O'Neil-Smith"],
		['élodie', 'Élodie'],
		['e\u0301lodie', 'E\u0301lodie'],
		['GROßMANN', 'Großmann'],
		['ßtest', 'ßtest'],
		['3rd', '3Rd'],
		['', ''],
	])('stores %j as %j', (sent, stored) => {
		expect(smartCase(sent)).toBe(stored);
	});
});

it('texts are cut between characters', () => {
	const field: Field = { name: 'salutation', label: '', type: 'string', length: 2 };
	expect(storedText(field, '😀😀😀', defaultSettings('x'))).toBe('😀😀');
});
