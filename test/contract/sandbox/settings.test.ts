import { parsed, type Json } from '../caller';
import { STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, stored, get, list, keyOfAmy } = sandboxFor('settings');

describe('settings', () => {
	it('wrapSingle puts a single profile into content', async () => {
		const organization = organizationWith({ wrapSingle: true });
		const { content } = await list(organization, `${STANDARD}/${keyOfAmy(organization)}`);
		expect(content).toMatchObject([{ firstName: 'Amy' }]);
	});

	it('errorFraming quotes the text', async () => {
		const organization = organizationWith({ errorFraming: 'quoted-json' });
		const reply = await get(organization, `${STANDARD}/@x`);
		expect(reply.contentType).toBe('application/json;charset=utf-8');
		expect(JSON.parse(reply.text)).toMatch(/^'x' attribute unknown/);
	});

	it('metadataValues makes the values of enumerations a list', async () => {
		const organization = organizationWith({ metadataValues: 'list' });
		const { content } = parsed(await get(organization, 'profileAndServices/resourceType/profile'));
		const { gender } = content as unknown as { gender: { values: Json[] } };
		expect(gender.values.map(({ name }) => name)).toEqual(['unknown', 'male', 'female']);
	});

	it('reset names a setting that does not exist or has the wrong kind of value', () => {
		const reset = (settings: object) => () => control('sandbox').reset(settings);
		expect(reset({ smartcase: true })).toThrow('No setting "smartcase"');
		expect(reset({ constructor: 'yes' })).toThrow('No setting "constructor"');
		expect(reset({ smartCase: 'yes' })).toThrow('Setting "smartCase" is a boolean.');
		expect(reset({ dialect: 'v9' })).toThrow('Setting "dialect" is one of standard, v8.');
		expect(reset({ profiles: [{ nme: 'x' }] })).toThrow('Profiles have no attribute "nme".');
	});
});

describe('the seed', () => {
	it('holds sixty people with the ones that tests rely on', () => {
		const people = stored('sandbox-v8');
		expect(people).toHaveLength(60);
		expect(people[0]).toMatchObject({
			firstName: 'Amy',
			lastName: 'Dakota',
			email: 'amy.dakota@example.com',
			phone: '3301020300',
			birthDate: '1985-08-17',
			cusCustomerId: 'C-1001',
		});
		expect(people.filter(({ email }) => email === 'twins@example.com')).toHaveLength(2);
		expect(people.filter(({ email }) => email === '')).toHaveLength(1);
		expect(new Set(people.map(({ cusCustomerId }) => cusCustomerId)).size).toBe(60);
		const outsiders = people.filter(({ domain }) => domain !== 'example.com' && domain !== '');
		expect(outsiders).toEqual([]);
	});
});
