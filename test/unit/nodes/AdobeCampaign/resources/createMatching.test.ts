import { elapsed } from '../../../../../nodes/AdobeCampaign/n8n/wait';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import { createMatching } from '../../../../../nodes/AdobeCampaign/resources/createMatching';
import { profileMatcher } from '../../../../../nodes/AdobeCampaign/resources/profile/match';
import {
	identityOf,
	type Match,
} from '../../../../../nodes/AdobeCampaign/resources/profile/matches';
import {
	ALL,
	errorOf,
	GONE,
	LOST,
	ok,
	scene,
	sentText,
	shortenPauses,
	type Reply,
	type Script,
} from '../campaign';

shortenPauses();

const EMAIL: Match = { by: 'email', value: 'amy@example.com' };
const KEY: Match = { by: 'customKey', value: 'C-1' };
const FILTER: Match = {
	by: 'customFilter',
	value: 'C-1',
	filter: { name: 'byBoth', parameters: { id: 'C-1', city: 'Oslo' } },
};

const LIST = `GET profile/byEmail?email=amy%40example.com&${ALL}`;
const METADATA = 'GET resourceType/profile';
const AMY = { PKey: '@a', email: 'amy@example.com', cusId: 'C-1', phone: '1' };
const FOUND = ok({ content: [AMY] });
const PHONE = sentText('phone', '1');

/** Creates a profile that no profile matches at that moment. */
function create(script: Script, match: Match, sent: SentField[], readAt = elapsed()) {
	const choice = {
		confirmUpdate: true,
		together: false,
		withReport: false,
		onMismatch: 'error' as const,
	};
	const { item, ...rest } = scene({ [METADATA]: ok({ content: {} }), ...script });
	const sending = { sent, heldBack: [] };
	const creating = createMatching(item, profileMatcher, match, sending, choice, readAt);
	return { creating, item, ...rest };
}

describe('A new profile by e-mail', () => {
	it('gets the e-mail that it is looked up by, with one request', async () => {
		const { creating, asked } = create({ 'POST profile': ok(AMY) }, EMAIL, [PHONE]);

		expect(await creating).toEqual({ output: { operation: 'created', ...AMY } });
		expect(asked).toEqual(['POST profile {"email":"amy@example.com","phone":"1"}']);
	});

	it('is not created with another e-mail', async () => {
		const { creating, asked } = create({}, EMAIL, [sentText('email', 'bob@example.com')]);

		expect((await errorOf(creating)).message).toBe(
			"No profile has this e-mail, and 'Fields' gives a new one another",
		);
		expect(asked).toEqual([]);
	});

	it('is remembered by the run', async () => {
		const { creating, item } = create({ 'POST profile': ok(AMY) }, EMAIL, [PHONE]);
		await creating;

		expect(item.instance.created.find(identityOf(EMAIL))).toEqual({ PKey: '@a' });
		expect(item.instance.created.fieldsOf(identityOf(EMAIL))).toEqual(['email']);
	});
});

describe('A new profile by key or filter', () => {
	it('has to get all values that it is looked up by', async () => {
		const byKey = create({}, KEY, [PHONE]);
		expect((await errorOf(byKey.creating)).message).toBe(
			"No profile matches, and a new one would not have the 'Match Value' either",
		);

		const byFilter = create({}, FILTER, [sentText('cusId', 'C-1')]);
		expect((await errorOf(byFilter.creating)).message).toBe(
			"No profile matches, and a new one would not have all values of 'More Filter Parameters'",
		);
		expect([...byKey.asked, ...byFilter.asked]).toEqual([]);
	});

	it.each([
		['3', false],
		['2', true],
	])('with a key in a field of %s characters is refused: %s', async (length, isRefused) => {
		const { creating, written } = create(
			{
				[METADATA]: ok({ content: { cusId: { label: 'ID', length } } }),
				'POST profile': ok(AMY),
				'GET profile/C-1': ok(AMY),
			},
			KEY,
			[sentText('cusId', 'C-1')],
		);
		const failed = await creating.then(
			() => '',
			(error: Error) => error.message,
		);

		expect(failed.includes("'Match Value' is longer than 'CUSID' can hold")).toBe(isRefused);
		expect(written()).toHaveLength(isRefused ? 0 : 1);
	});

	it('that is the first of the run is looked up after it was created', async () => {
		const { creating, asked } = create(
			{ 'POST profile': ok(AMY), 'GET profile/C-1': ok(AMY) },
			KEY,
			[sentText('cusId', 'C-1')],
		);
		await creating;

		expect(asked).toEqual([METADATA, 'POST profile {"cusId":"C-1"}', 'GET profile/C-1']);
	});

	it('that is not found then is an error, so that not every run makes one more', async () => {
		const { creating } = create({ 'POST profile': ok(AMY), 'GET profile/C-1': GONE }, KEY, [
			sentText('cusId', 'C-1'),
		]);

		expect((await errorOf(creating)).message).toBe(
			"The profile was created, but 'Match Value' does not find it",
		);
	});
});

describe('A profile that may have been made meanwhile', () => {
	const BUSY: Reply = { status: 429 };

	it('by others is looked for before the POST is sent once more', async () => {
		const { creating, written } = create({ 'POST profile': BUSY, [LIST]: FOUND }, EMAIL, [PHONE]);

		expect(await creating).toEqual({ existing: [AMY] });
		expect(written()).toHaveLength(1);
	});

	it('by others is looked for before a POST that had to wait is sent at all', async () => {
		const longAgo = elapsed() - 60_000;
		const { creating, written } = create({ [LIST]: FOUND }, EMAIL, [PHONE], longAgo);

		expect(await creating).toEqual({ existing: [AMY] });
		expect(written()).toEqual([]);
	});

	it('by others is looked for when Campaign refuses a duplicate key', async () => {
		const duplicate: Reply = { status: 500, body: 'There is one with the same key ' + "'x'" };
		const { creating } = create({ 'POST profile': duplicate, [LIST]: FOUND }, EMAIL, [PHONE]);

		expect(await creating).toEqual({ existing: [AMY] });
	});

	it('by others stays a refusal where no profile, or several, are found', async () => {
		const refused: Reply = { status: 500, body: 'No' };
		for (const content of [[], [AMY, { ...AMY, PKey: '@b' }]]) {
			const script = { 'POST profile': refused, [LIST]: ok({ content }) };
			const { creating } = create(script, EMAIL, [PHONE]);

			expect((await errorOf(creating)).message).toBe('Campaign refused the request');
		}
	});

	it('by this POST is taken for the new one when it is the only one', async () => {
		const { creating, item } = create({ 'POST profile': LOST, [LIST]: FOUND }, EMAIL, [PHONE]);

		expect(await creating).toMatchObject({ output: { operation: 'created', PKey: '@a' } });
		expect(item.instance.created.find(identityOf(EMAIL))).toEqual({ PKey: '@a' });
	});

	it.each([
		['no profile is found', []],
		['several are found', [AMY, { ...AMY, PKey: '@b' }]],
	])('by this POST is unclear for the rest of the run when %s', async (_name, content) => {
		const script = { 'POST profile': LOST, [LIST]: ok({ content }) };
		const { creating, item, written } = create(script, EMAIL, [PHONE]);

		expect((await errorOf(creating)).description).toMatch(/^The profile may exist now\./);
		expect(item.instance.created.find(identityOf(EMAIL))).toBe('unclear');
		expect(written()).toHaveLength(1);
	});
});
