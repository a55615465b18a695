import type { IDataObject } from 'n8n-workflow';

import { readMatch } from '../../../../../../nodes/AdobeCampaign/resources/profile/match';
import { contextOf } from '../../context';

const EXT = { endpoint: 'profileAndServicesExt' };

const read = (parameters: IDataObject) =>
	readMatch(contextOf({ parameters: { endpoint: 'profileAndServices', ...parameters } }), 0);

const email = (matchValue: string) => ({ matchBy: 'email', matchValue });
const customKey = (matchValue: string | number) => ({ ...EXT, matchBy: 'customKey', matchValue });
const customFilter = (more: IDataObject = {}) => ({
	...EXT,
	matchBy: 'customFilter',
	matchValue: 'C-1',
	filterName: 'byCustomer',
	filterParameter: 'id',
	...more,
});

describe('Match By', () => {
	it('Email takes a whole e-mail, cleaned', () => {
		expect(read(email('Amy <amy@example.com>'))).toEqual({ by: 'email', value: 'amy@example.com' });
	});

	it('Custom Key takes a text or a number', () => {
		expect(read(customKey(' C-1 '))).toEqual({ by: 'customKey', value: 'C-1' });
		expect(read(customKey(1001))).toEqual({ by: 'customKey', value: '1001' });
	});

	it('Custom Filter has the value and all other parameters', () => {
		const filterParameters = { parameter: '=more' };
		const parameters = customFilter({ filterParameters });
		const expressions = { '=more': [{ name: 'city', value: 'Oslo' }] };
		const match = readMatch(contextOf({ parameters, expressions }), 0);

		expect(match).toEqual({
			by: 'customFilter',
			value: 'C-1',
			filter: { name: 'byCustomer', parameters: { id: 'C-1', city: 'Oslo' } },
		});
	});

	it.each<[string, IDataObject, string]>([
		['an empty value', email(''), "'Match Value' is empty"],
		['a value of white space', customFilter({ matchValue: ' ' }), "'Match Value' is empty"],
		['a name for an e-mail', email('Amy'), "'Match Value' is not an e-mail"],
		[
			'an e-mail that Campaign would cut',
			email(`${'a'.repeat(128)}@b.example`),
			"'Match Value' is longer than",
		],
		['a word for nothing', customKey('null'), `'Match Value' has a word for "nothing"`],
		['a PKey for a custom key', customKey('@abc'), "'Match Value' is not a custom key"],
		['a filter for a custom key', customKey('byName'), "'Match Value' is not a custom key"],
		[
			'a custom key with Standard Fields',
			{ ...customKey('C-1'), endpoint: 'profileAndServices' },
			"'Match By' = 'Custom Key' needs 'Standard and Custom Fields'",
		],
		['a filter without a name', customFilter({ filterName: '' }), "'Filter Name or ID' is empty"],
		[
			'a parameter of Adobe’s own',
			customFilter({ filterParameter: '_order' }),
			"'Parameter Name or ID'",
		],
	])('refuses %s', (_name, parameters, message) => {
		expect(() => read(parameters)).toThrow(message);
	});
});
