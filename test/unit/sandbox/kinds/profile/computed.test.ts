import { age, postalAddress, title } from '../../../../../sandbox/kinds/profile/computed';
import { timestamp } from '../../../../../sandbox/store/timestamp';

const person = (values: Record<string, string>) => ({ id: 1, version: 0, values, links: {} });

describe('age', () => {
	const today = new Date('2026-08-17T12:00:00Z');
	it.each([
		['1985-08-17', 41],
		['1985-08-18', 40],
		['1985-09-01', 40],
		['1985-07-31', 41],
		['2026-08-17', 0],
		['', 0],
	])('of someone born %j is %d', (birthDate, years) => {
		expect(age(birthDate, today)).toBe(years);
	});
});

it('timestamp writes an instant as Adobe does', () => {
	expect(timestamp(new Date('2019-09-25T00:19:14.569Z'))).toBe('2019-09-25 00:19:14.569Z');
});

it('title joins the names and the e-mail, with two blanks for missing names before an e-mail', () => {
	expect(title(person({ firstName: 'Jane', lastName: 'Doe', email: 'j@example.com' }))).toBe(
		'Jane Doe (j@example.com)',
	);
	expect(title(person({ email: 'j@example.com' }))).toBe('  (j@example.com)');
	expect(title(person({ lastName: 'Doe' }))).toBe('Doe');
	expect(title(person({}))).toBe('');
});

it('postalAddress has six lines, in capitals except salutation and first name', () => {
	const address = postalAddress(
		person({
			salutation: 'Mr',
			firstName: 'Charles',
			lastName: 'Berger (Ym)',
			'location.address1': 'Rue du Café 8',
			'location.city': 'Orléans',
			'location.zipCode': '45000',
		}),
	);
	expect(address).toMatchObject({
		line1: 'Mr Charles BERGER (YM)',
		line2: 'RUE DU CAFÉ 8',
		line6: '45000 ORLÉANS',
		serialized: 'Mr Charles BERGER (YM)\nRUE DU CAFÉ 8\n\n\n\n45000 ORLÉANS',
		addrDefined: false,
		addrQuality: '0',
	});
});
