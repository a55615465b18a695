import { writableFields } from '../../../../../../nodes/AdobeCampaign/records/metadata';
import { customResource } from '../../../../../../nodes/AdobeCampaign/resources/customResource';
import {
	CUSTOM_RESOURCE,
	customResourceKind,
	FAMILIES,
} from '../../../../../../nodes/AdobeCampaign/resources/customResource/kind';
import { PROFILE } from '../../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { explain } from '../../../../../../nodes/AdobeCampaign/transport/explain';

const KIND = customResourceKind('customResources', 'cusShop');

/** What the form shows, as messages name it. */
const LABELS = [
	...customResource.properties,
	...customResource.operations.flatMap(({ properties }) => properties),
].flatMap(({ displayName, modes = [] }) => [displayName, ...modes.map((mode) => mode.displayName)]);

it('A custom resource is of the family and the name that it is given', () => {
	expect(KIND).toMatchObject({ family: 'customResources', name: 'cusShop', one: 'record' });
	expect(FAMILIES).toEqual(['profileAndServicesExt', 'customResources']);
});

it.each([
	['PKey', true],
	['acsId', true],
	['created', true],
	['lastModified', true],
	['title', true],
	['CREATED', false],
	['Title', false],
	['createdOn', false],
	['customerID', false],
	['age', false],
	['email', false],
])('%s is computed by Campaign: %s', (field, isComputed) => {
	expect(KIND.computed.test(field)).toBe(isComputed);
});

it.each([
	['orgUnit', true],
	['geoUnit', true],
	['createdBy', false],
	['orgUnits', false],
])('the link %s can be set: %s', (link, canBeSet) => {
	expect(KIND.writableLinks.test(link)).toBe(canBeSet);
});

it('Fields keep their spelling and their types, and links to custom records can be set', () => {
	const fields = writableFields(
		{
			Order_Date: { type: 'date', label: 'Order date' },
			customerID: { type: 'string', label: 'Customer ID' },
			SENT: { type: 'string', label: 'Sent' },
			paid: { type: 'boolean', label: 'Paid' },
			cusProfilelink: { type: 'link', label: 'Profile' },
			modifiedBy: { type: 'link', label: 'Modified by' },
			created: { type: 'date', resType: 'datetime', label: 'Created' },
			CREATED: { type: 'string', label: 'Created on' },
			title: { type: 'string', label: 'Orders' },
			cusLines: { type: 'collection', label: 'Lines' },
		},
		KIND,
	);

	expect(Object.fromEntries(fields.map(({ id, type }) => [id, type]))).toEqual({
		Order_Date: 'date',
		customerID: 'string',
		SENT: 'string',
		paid: 'boolean',
		cusProfilelink: 'link',
		CREATED: 'string',
	});
});

it('A record has no switch to opt out', () => {
	for (const field of ['blackListEmail', 'ccpaOptOut', '']) {
		expect(KIND.optOuts.test(field)).toBe(false);
	}
});

it.each([
	["A 'CusOrder' with the same key 'O-1' already exists.", 'duplicate', /already has this key/],
	["Unable to find document with path 'CusOrder' from key 'x:0'", 'notFound', /not found/],
	['Unable to decrypt PKey. (PKey=@x)', 'keyInvalid', /no record with this PKey/],
	["'@gibberish' is not a valid constant", 'keyInvalid', /no record with this PKey/],
	['Unsupported endpoint (endpoint=cusX). Error rc=-2003', 'addressUnknown', /no such custom/],
])('%s is explained in words of custom resources', (body, kind, message) => {
	const answer = { status: 500, headers: {}, body };
	const refusal = explain(answer, { authentication: 'accessToken', kind: CUSTOM_RESOURCE });

	expect(refusal.kind).toBe(kind);
	expect(refusal.message).toMatch(message);
	const advice = refusal.description.split('\nAdobe says')[0];
	expect(advice).not.toMatch(/profile|e-mail|custom key|Field Set/);
	const named = [...advice.matchAll(/(?<!\w)'([A-Z][^']*|By [^']*)'/g)].map(([, label]) => label);
	expect([...LABELS, 'Create or Update']).toEqual(expect.arrayContaining(named));
});

it("The table's order holds: a field that cannot be sorted by is no PKey", () => {
	const body = `'status desc' attribute unknown (see definition of 'Orders (cus:order)' schema).\nXTK-170036 Unable to parse expression 'status desc'.`;
	const answer = { status: 500, headers: {}, body };

	expect(explain(answer, { authentication: 'accessToken', kind: CUSTOM_RESOURCE }).kind).toBe(
		'orderInvalid',
	);
});

it("Refusals do not send to 'Field Set', which its form does not have", () => {
	const body = "RST-360011 'cusx' property is not valid for the 'cusOrder' resource.";
	const answer = { status: 500, headers: {}, body };
	const of = (kind?: typeof CUSTOM_RESOURCE | typeof PROFILE) =>
		explain(answer, { authentication: 'oAuth2', kind }).description;

	expect(of(CUSTOM_RESOURCE)).toContain('must be published in Campaign');
	expect(of(CUSTOM_RESOURCE)).not.toContain("'Field Set'");
	expect(of(PROFILE)).toContain("'Field Set'");
});

it('A link to an organizational unit goes out as a link, although n8n stores it as a text', () => {
	expect(CUSTOM_RESOURCE.types).toMatchObject({ orgUnit: 'link', geoUnit: 'link' });
});
