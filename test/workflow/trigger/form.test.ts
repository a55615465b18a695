import { useHarness } from '../suite';

const { harness, control } = useHarness();

const node = 'adobeCampaignProfileTrigger' as const;

const FIELD_SETS = [
	['profileAndServices', false],
	['profileAndServicesExt', true],
] as const;

describe.each(FIELD_SETS)("the lists of the trigger's form with %s", (endpoint, isExtended) => {
	const options = async (method: string, organization: string, parameters = {}) =>
		await harness.loadOptions(method, {
			node,
			organization,
			parameters: { endpoint, ...parameters },
		});

	it.each([
		['standard', 'byModifiedFrom'],
		['v8', 'ModifiedFrom'],
	] as const)('in %s has the filters of the instance', async (dialect, name) => {
		const organization = `form-${dialect}-${isExtended}`;
		control(organization).reset({ dialect });
		const values = (await options('getFilters', organization)).map(({ value }) => value);
		expect(values.includes(name)).toBe(isExtended);
		expect(values.length).toBeGreaterThan(0);
	});

	it('has the parameters of the chosen filter', async () => {
		const parameters = async (filterName: string) =>
			await options('getFilterParameters', 'form-parameters', { filterName });
		const own = (name: string) => (isExtended ? [{ name, value: name }] : []);
		expect(await parameters('byModifiedFrom')).toEqual(own('modifiedfrom_parameter'));
		expect(await parameters('byChangedSince')).toEqual(own('_parameter'));
		expect(await parameters('')).toEqual([]);
	});

	it('has the fields that can be watched and put out, custom ones with their field set', async () => {
		const values = (await options('getProfileFields', 'form-fields')).map(({ value }) => value);
		expect(values).toEqual(expect.arrayContaining(['email', 'location', 'lastModified']));
		expect(values.includes('cusCustomerId')).toBe(isExtended);
		expect(values).not.toContain('subscriptions');
	});

	it('says why there is no account to ignore', async () => {
		await expect(options('getModifiers', 'form-modifiers')).rejects.toThrow(
			'Your Campaign does not tell who changed a profile',
		);
	});

	it.each(['getFilters', 'getFilterParameters', 'getProfileFields', 'getModifiers'])(
		'%s says in words what Campaign has refused',
		async (method) => {
			const organization = `form-refused-${method}-${isExtended}`;
			control(organization).faults([
				{ respond: { status: 403, body: '{"error_code":"403023","message":"no"}' }, times: 9 },
			]);
			await expect(options(method, organization)).rejects.toThrow(
				'These credentials have no access to this organization',
			);
		},
	);
});
