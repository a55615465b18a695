import { writableFields } from '../../../../../../nodes/AdobeCampaign/records/metadata';
import {
	isTemplate,
	SERVICE,
	serviceKind,
} from '../../../../../../nodes/AdobeCampaign/resources/service/kind';
import { explain } from '../../../../../../nodes/AdobeCampaign/transport/explain';

it('A service is of the family that the field set says', () => {
	expect(serviceKind('profileAndServicesExt')).toMatchObject({
		family: 'profileAndServicesExt',
		name: 'service',
	});
	expect(SERVICE.family).toBe('profileAndServices');
});

it('Simplify leaves at most ten fields, all of them flat', () => {
	expect(SERVICE.simple.length).toBeLessThanOrEqual(10);
	expect(SERVICE.simple).toEqual(expect.arrayContaining(['PKey', 'name', 'label']));
});

it.each([
	['PKey', true],
	['isTemplate', true],
	['lastModified', true],
	['targetResource', true],
	['name', false],
	['label', false],
	['messageType', false],
	['start', false],
	['cusTopic', false],
	['startName', false],
])('%s is computed by Campaign: %s', (field, isComputed) => {
	expect(SERVICE.computed.test(field)).toBe(isComputed);
});

it.each([
	['orgUnit', true],
	['geoUnit', true],
	['template', false],
	['subLandingPage', false],
	['createdBy', false],
])('the link %s can be set: %s', (link, canBeSet) => {
	expect(SERVICE.writableLinks.test(link)).toBe(canBeSet);
});

it('A service has no switch to opt out', () => {
	for (const field of ['blackList', 'mode', '']) expect(SERVICE.optOuts.test(field)).toBe(false);
});

it.each([
	[true, true],
	['true', true],
	[false, false],
	['false', false],
	['', false],
	[undefined, false],
	[null, false],
])('isTemplate: %j is a template: %s', (value, expected) => {
	expect(isTemplate({ isTemplate: value })).toBe(expected);
});

it.each([
	["A 'Service' with the same key 'SVC1' already exists.", 'duplicate'],
	["Unable to find document with path 'Service' from key 'x:0'", 'notFound'],
	['Unable to decrypt PKey. (PKey=@x)', 'keyInvalid'],
])('%s is explained in words of services', (body, kind) => {
	const answer = { status: 500, headers: {}, body };
	const refusal = explain(answer, { authentication: 'accessToken', kind: SERVICE });

	expect(refusal.kind).toBe(kind);
	expect(`${refusal.message} ${refusal.description}`).not.toMatch(/Match Value|e-mail|custom key/);
});

it("The table's order holds: a field that cannot be sorted by is no PKey", () => {
	const body = `'phone desc' attribute unknown (see definition of 'Services (nms:service)' schema).\nXTK-170036 Unable to parse expression 'phone desc'.`;
	const answer = { status: 500, headers: {}, body };

	expect(explain(answer, { authentication: 'accessToken', kind: SERVICE }).kind).toBe(
		'orderInvalid',
	);
});

it('A duration is text, whatever the metadata says', () => {
	const [field] = writableFields(
		{ validityDuration: { label: 'Duration', type: 'number', readOnly: false } },
		SERVICE,
	);

	expect(field).toMatchObject({ id: 'validityDuration', type: 'string' });
});
