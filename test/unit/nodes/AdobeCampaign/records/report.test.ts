import type {
	Confirmation,
	ConfirmedField,
} from '../../../../../nodes/AdobeCampaign/records/confirm';
import {
	mismatchText,
	normalizedHint,
	notStoredHint,
	reportOf,
} from '../../../../../nodes/AdobeCampaign/records/report';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';

const APPLIED: ConfirmedField = {
	field: 'email',
	label: 'Email',
	sent: 'amy@example.com',
	stored: 'amy@example.com',
	verdict: 'applied',
};
const NORMALIZED: ConfirmedField = {
	field: 'lastName',
	label: 'Last name',
	sent: 'dakota',
	stored: 'Dakota',
	verdict: 'normalized',
};
const DIFFERENT: ConfirmedField = {
	field: 'phone',
	label: 'Phone',
	sent: '555-0100',
	stored: '',
	verdict: 'different',
};
const MISSING: ConfirmedField = {
	field: 'cusPoints',
	label: 'Points',
	sent: 7,
	stored: undefined,
	verdict: 'missing',
};

const confirmation: Confirmation = {
	status: 'missing',
	reads: 3,
	fields: [APPLIED, NORMALIZED, DIFFERENT, MISSING],
};

test('the message names the fields that are not stored, and no others', () => {
	const { message } = mismatchText(confirmation, 'updated', PROFILE);
	expect(message).toContain("'Phone', 'Points'");
	expect(message).not.toMatch(/Email|Last name/);
});

test('the message, which n8n logs, has no values', () => {
	expect(mismatchText(confirmation, 'updated', PROFILE).message).not.toMatch(/555|example|7/);
	expect(JSON.stringify(normalizedHint(confirmation))).not.toMatch(/dakota/i);
	expect(JSON.stringify(notStoredHint(confirmation, 'updated', PROFILE))).not.toMatch(
		/555|example|7/,
	);
});

test('after a create nothing was read again, and the message says what was done', () => {
	const { message, description } = mismatchText({ ...confirmation, reads: 0 }, 'created', PROFILE);
	expect(message).toBe("Campaign created the profile, but did not store 'Phone', 'Points' as sent");
	expect(description).toContain('do not create it again');
	expect(description).not.toContain('was read');
});

test('the description says of each field what happened to it', () => {
	const { description } = mismatchText(confirmation, 'updated', PROFILE);
	expect(description).toContain(
		'\'Phone\' (phone): sent "55...00" (8 characters), stored nothing.',
	);
	expect(description).toContain("'Points' (cusPoints) is not in the profile");
	expect(description).toContain('read 3 times');
	expect(description).not.toMatch(/Email|Last name|undefined/);
});

test.each([
	[null, 'nothing'],
	[undefined, 'nothing'],
	['', 'nothing'],
	[0, '0'],
	[false, 'false'],
	['Dakota', '"D..." (6 characters)'],
	['Dakotan', '"Da...an" (7 characters)'],
	['amy.dakota@example.com', '"am...om" (22 characters)'],
])('a stored %j is shown as %s', (stored, shown) => {
	const fields = [{ ...DIFFERENT, stored }];
	expect(mismatchText({ ...confirmation, fields }, 'updated', PROFILE).description).toContain(
		`stored ${shown}.`,
	);
});

test.each(['Amy', 'Dakota', 'amy.dakota@example.com', '555-0100'])(
	'%s is written out neither as sent nor as stored',
	(value) => {
		const fields = [
			{ ...DIFFERENT, sent: value },
			{ ...DIFFERENT, stored: value },
		];
		const { message, description } = mismatchText({ ...confirmation, fields }, 'updated', PROFILE);
		expect(`${message}\n${description}`).not.toContain(value);
	},
);

test('the report has the whole values, since it is data of the run', () => {
	expect(reportOf({ ...confirmation, fields: [APPLIED, MISSING] })).toEqual({
		status: 'missing',
		reads: 3,
		fields: [
			{
				field: 'email',
				sent: 'amy@example.com',
				stored: 'amy@example.com',
				verdict: 'applied',
			},
			{ field: 'cusPoints', sent: 7, stored: undefined, verdict: 'missing' },
		],
	});
});

test('the hints name the fields that they are about, and no others', () => {
	expect(normalizedHint(confirmation).labels).toEqual(["'Last name'"]);
	expect(notStoredHint(confirmation, 'updated', PROFILE)).toEqual({
		before: 'Campaign accepted the update, but did not store',
		labels: ["'Phone'", "'Points'"],
		after: " as sent. See 'Add Confirmation Report' in Options",
	});
	expect(notStoredHint(confirmation, 'created', PROFILE).after).toBe(' as sent');
});

test("a missing field is looked for in 'Field Set' only where the form has one", () => {
	const of = (kind: Parameters<typeof mismatchText>[2]) =>
		mismatchText(confirmation, 'updated', kind).description;

	expect(of(PROFILE)).toContain("'Field Set'");
	expect(of({ ...PROFILE, hasFieldSets: undefined })).not.toContain("'Field Set'");
});
