import type { IDataObject } from 'n8n-workflow';

import { profileFilters } from '../../../../../../nodes/AdobeCampaign/resources/profile/filter';
import { contextOf } from '../../context';

const read = (parameters: IDataObject) => profileFilters.read(contextOf({ parameters }), 0);

const text = (searched: string, textField = 'any') =>
	read({ filterBy: 'text', text: searched, textField });

describe('Filter By', () => {
	it('None lists all profiles', () => {
		expect(read({ filterBy: 'none' })).toEqual({ filters: [undefined], personal: [] });
	});

	it('Email looks as written and in small letters, and takes only profiles that have it', () => {
		const { filters, isWanted, personal } = read({ filterBy: 'email', email: ' Amy@example.com' });

		expect(filters.map((filter) => filter?.parameters)).toEqual([
			{ email: 'Amy@example.com' },
			{ email: 'amy@example.com' },
		]);
		expect(personal).toEqual(['Amy@example.com']);
		expect(['AMY@example.com', 'amy@example.co'].map((email) => isWanted?.({ email }))).toEqual([
			true,
			false,
		]);
	});

	it.each([
		['', "'Email' is empty"],
		['Amy', "'Email' is not an e-mail"],
		['a@b.example, c@d.example', "'Email' is not an e-mail"],
	])('Email refuses %j', (email, message) => {
		expect(() => read({ filterBy: 'email', email })).toThrow(message);
	});

	it('Custom Filter has the filter with its parameters, and what an error says first', () => {
		const { filters, personal, isCustom, isWanted } = read({
			filterBy: 'customFilter',
			filterName: 'byCity',
			filterParameters: { parameter: [{ name: 'city', value: 'Oslo' }] as unknown as IDataObject },
		});

		expect(filters).toEqual([{ name: 'byCity', parameters: { city: 'Oslo' } }]);
		expect(personal).toEqual(['Oslo']);
		expect(isCustom).toBe(true);
		expect(isWanted).toBeUndefined();
	});
});

describe('Text', () => {
	it.each([
		['any', { text: 'Dak' }],
		['email', { text: 'Dak', filterType: 'email' }],
		['cusHobby', { cusHobby: 'Dak', filterType: 'Hobby' }],
	])('in %s is searched as Adobe prints it', (textField, parameters) => {
		const { filters, personal } = text(' Dak ', textField);

		expect(filters).toEqual([{ name: 'byText', parameters }]);
		expect(personal).toEqual(['Dak']);
	});

	it('in a field of the company’s own is compared, because Adobe does not say what comes', () => {
		const { isWanted } = text('Dak', 'cusHobby');
		const wanted = ['Dakota', 'dakota', undefined, 'My Dak'].map((cusHobby) =>
			isWanted?.({ cusHobby }),
		);

		expect(wanted).toEqual([true, false, false, false]);
		expect(text('Dak', 'email').isWanted).toBeUndefined();
	});

	it('that is empty is refused, and so is what is not a field', () => {
		expect(() => text(' ')).toThrow("'Text' is empty");
		expect(() => text('Dak', 'e mail')).toThrow("'Field Name or ID' is not a name");
		expect(() => text('Dak', '')).toThrow("'Field Name or ID' is empty");
	});
});
