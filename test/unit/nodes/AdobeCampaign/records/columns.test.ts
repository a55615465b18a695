import { Columns } from '../../../../../nodes/AdobeCampaign/records/columns';
import type { RecordField } from '../../../../../nodes/AdobeCampaign/records/metadata';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';

const field = (id: string, label: string): RecordField => ({ id, label, type: 'string' });

const columns = new Columns(
	[
		field('email', 'Email'),
		field('firstName', 'First name'),
		field('phone', 'Phone'),
		field('mobilePhone', 'Mobile'),
		field('cusPhone', 'Phone (cusPhone)'),
		field('location.city', 'Location: City'),
		field('blackListEmail', 'No longer contact by email'),
		field('orgUnit', 'Organizational unit (PKey)'),
		field('cusPoints', 'Points'),
		field('cusPointsOld', 'points'),
		field('cusMail', 'E-mail'),
		field('cusName', '姓名'),
	],
	PROFILE,
);

test.each([
	['email', 'email'],
	['\ufeffemail', 'email'],
	['EMAIL', 'email'],
	[' email ', 'email'],
	['First name', 'firstName'],
	['first_name', 'firstName'],
	['FIRST-NAME', 'firstName'],
	['firstname', 'firstName'],
	['First name*', 'firstName'],
	['Mobile', 'mobilePhone'],
	['mobile phone', 'mobilePhone'],
	['location.city', 'location.city'],
	['Location: City', 'location.city'],
	['Location City', 'location.city'],
	['No longer contact by email', 'blackListEmail'],
	['Organizational unit', 'orgUnit'],
	['Organizational unit (PKey)', 'orgUnit'],
	['姓名', 'cusName'],
	['City', 'location.city'],
])('the column %j is the field %s', (column, id) => {
	expect(columns.fieldOf(column)?.id).toBe(id);
});

test.each([
	['a name that fits two labels', 'Points'],
	['another word', 'Telephone'],
	['nothing', ''],
	['signs', '***'],
	['a word of JavaScript', 'constructor'],
])('%s fits none: %j', (_name, column) => {
	expect(columns.fieldOf(column)).toBeUndefined();
});

test('a name of the API comes before a label', () => {
	// "E-mail" is the label of another field.
	expect(columns.fieldOf('e-mail')?.id).toBe('email');
	expect(columns.fieldOf('Phone')?.id).toBe('phone');
});

test.each([
	['phone number', 'phone'],
	['emial', 'email'],
	['e mails', 'email'],
	['fistname', 'firstName'],
	['mobil', 'mobilePhone'],
	['workemail', 'email'],
])('the column %j looks like the field %s', (column, id) => {
	expect(columns.fieldLike(column)?.id).toBe(id);
});

test.each([
	'row',
	'id',
	'notes',
	'order total',
	'PKey',
	'title',
	'blackListEmailLastModified',
	'age',
])('the column %j looks like none', (column) => {
	expect(columns.fieldLike(column)).toBeUndefined();
});

describe('Fields that differ only in spelling', () => {
	const tags = new Columns(
		[
			field('CREATED', 'Created'),
			field('SENT', 'Sent'),
			field('sent', 'Sent on'),
			field('tag', ''),
		],
		PROFILE,
	);

	test.each([
		['SENT', 'SENT'],
		['sent', 'sent'],
		['Sent', undefined],
		['Sent on', 'sent'],
		['CREATED', 'CREATED'],
		['Created', 'CREATED'],
		// Campaign's own names stand for themselves.
		['created', undefined],
		['title', undefined],
	])('the column %j stands for %s', (column, id) => {
		expect(tags.fieldOf(column)?.id).toBe(id);
	});
});
