import { NodeOperationError } from 'n8n-workflow';

import { readConnection } from '../../../../../nodes/AdobeCampaign/transport/connection';
import { openSession, type Session } from '../../../../../nodes/AdobeCampaign/transport/session';
import { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { LOST, ok, scene, type Reply } from '../campaign';
import { contextOf } from '../context';

const BUSY: Reply = { status: 429 };
const DONE = ok({ PKey: '@a' });
const MINUTE = 60_000;
const limitsOf = (minutes: number) => ({ timeoutMs: MINUTE, maxWaitMs: minutes * MINUTE });

/** What n8n's OAuth2 client throws when the token service is down. */
const TOKEN_SERVICE_DOWN: Reply = Object.assign(new Error('unavailable'), {
	code: 'ESTATUS',
	status: 503,
});

const get = async (session: Session, name: string) =>
	await session.send({ method: 'GET', url: urlOf(session, name) }, 0);
const patch = async (session: Session, itemIndex = 0, readAt?: number) =>
	await session.send({ method: 'PATCH', url: urlOf(session, 'a'), body: {} }, itemIndex, {
		readAt,
	});
const urlOf = ({ connection: { baseUrl, organization } }: Session, name: string) =>
	`${baseUrl}/${organization}/campaign/family/toy/${name}`;

/** An answer that comes when the test says so. */
function held() {
	let answer = () => {};
	const coming = new Promise<void>((resolve) => {
		answer = resolve;
	});
	const reply = async () => {
		await coming;
		return { status: 200 };
	};
	return { reply, answer };
}

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

/** On a busy machine, the pacing may let a request wait. */
const until = async (isSo: () => boolean) => {
	while (!isSo()) await soon();
};

describe('The first request of a run', () => {
	it.each<[string, Parameters<typeof scene>[1]]>([
		['with a pasted token', {}],
		['with OAuth2', { authentication: 'oAuth2' }],
		['with OAuth2 and no token stored', { authentication: 'oAuth2', isCold: true }],
	])('goes alone %s, and the others follow together', async (_how, setting) => {
		const first = held();
		const rest = held();
		const script = { 'GET toy/a': first.reply, 'GET toy/b': rest.reply, 'GET toy/c': rest.reply };
		const { session, asked } = scene(script, setting);
		const sending = Promise.all(['a', 'b', 'c'].map(async (name) => await get(session, name)));
		await soon();
		expect(asked).toEqual(['GET toy/a']);

		first.answer();
		await until(() => asked.length > 2);
		expect(asked).toEqual(['GET toy/a', 'GET toy/b', 'GET toy/c']);
		rest.answer();
		await sending;
	});

	it('that got no token leaves the next one alone, too', async () => {
		const second = held();
		const { session, asked } = scene({
			'GET toy/a': TOKEN_SERVICE_DOWN,
			'GET toy/b': second.reply,
			'GET toy/c': DONE,
		});
		const sending = Promise.all(['a', 'b', 'c'].map(async (name) => await get(session, name)));
		await soon();
		expect(asked).toEqual(['GET toy/a', 'GET toy/b']);

		second.answer();
		await sending;
		expect(asked).toHaveLength(3);
	});

	it('that n8n itself refuses does not hold up the others', async () => {
		const { session, asked } = scene({
			'GET toy/a': new Error('The credential is missing'),
			'GET toy/b': DONE,
		});
		const [first, second] = await Promise.allSettled(
			['a', 'b'].map(async (name) => await get(session, name)),
		);

		expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
		expect(asked).toHaveLength(2);
	});
});

describe('A refused credential', () => {
	it.each([
		['401', { status: 401 }],
		['the code 401013', { status: 401, body: { error_code: '401013' } }],
		['the code 403023', { status: 403, body: { error_code: '403023' } }],
	] as Array<[string, Reply]>)('ends the run: %s', async (_name, refusal) => {
		const { session, asked } = scene({ 'GET toy/a': refusal });
		await get(session, 'a');

		expect(await get(session, 'b')).toBeUndefined();
		expect(session.ending).toMatchObject({ purpose: 'read' });
		expect(asked).toHaveLength(1);
	});

	it('ends requests that already waited for their turn', async () => {
		const { session, asked } = scene({ 'GET toy/a': { status: 401 } });
		const answers = await Promise.all(
			['a', 'b', 'c'].map(async (name) => await get(session, name)),
		);

		expect(answers.map((answer) => answer?.status)).toEqual([401, undefined, undefined]);
		expect(asked).toHaveLength(1);
	});

	it('ends later requests at once, also while all requests have to wait', async () => {
		const { session } = scene({ 'GET toy/a': { status: 429, headers: { 'retry-after': '30' } } });
		const answer = await get(session, 'a');
		if (answer) session.ending = { answer, purpose: 'read' };
		const late = soon().then(() => 'late');

		expect(await Promise.race([get(session, 'b'), late])).toBeUndefined();
	});

	it.each([
		['403 of Campaign itself', { status: 403, body: 'No' }],
		['the code 403024, which may hold for one resource', { status: 403, body: { code: '403024' } }],
		['500', { status: 500, body: 'No' }],
		['429', BUSY],
	] as Array<[string, Reply]>)('is not %s', async (_name, refusal) => {
		const { session } = scene({ 'GET toy/a': refusal, 'GET toy/b': DONE });
		await get(session, 'a');

		expect((await get(session, 'b'))?.status).toBe(200);
	});
});

describe('The items for which a change was sent', () => {
	it('are those of writes, whatever became of them, and not of reads', async () => {
		const { session, run } = scene({ 'PATCH toy/a': LOST });
		await get(session, 'a');
		await patch(session, 3);

		expect([...run.written]).toEqual([3]);
	});

	it('are not those of a write that was too old to be sent', async () => {
		const { session, run, asked } = scene({});
		const answer = await patch(session, 3, performance.now() - MINUTE);

		expect(answer?.isStale).toBe(true);
		expect([...run.written]).toEqual([]);
		expect(asked).toEqual([]);
	});
});

describe('Numbers of more than 15 digits', () => {
	it('in an answer are reported', async () => {
		const { session, hints } = scene({
			'GET toy/a': { status: 200, body: '{"n":12345678901234567890}' },
		});
		await get(session, 'a');

		expect(hints()).toEqual([expect.stringContaining('more than 15 digits is put out as text')]);
	});
});

describe('Give Up After', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	/** After a refusal the next request waits for up to some seconds. */
	const getInTime = async (session: Session, name: string) => {
		const getting = get(session, name);
		await jest.advanceTimersByTimeAsync(3000);
		return await getting;
	};

	/** A session whose reads have had nothing but trouble for so many minutes. */
	async function inTroubleFor(minutes: number, limitMinutes: number, trouble: Reply = BUSY) {
		const { session } = scene(
			{ 'GET toy/a': trouble, 'GET toy/b': DONE, 'PATCH toy/a': trouble },
			{ limits: limitsOf(limitMinutes) },
		);
		await get(session, 'a');
		jest.advanceTimersByTime(minutes * MINUTE);
		const answer = await getInTime(session, 'a');
		if (!answer) throw new Error('Nothing was sent');
		return { session, answer };
	}

	it.each([
		[1, 1, true],
		[0.9, 1, false],
		[0.9, 0, false],
		[1, 0, true],
	])(
		'after %s minutes of trouble with a limit of %s ends the run: %s',
		async (min, limit, isOver) => {
			const { session, answer } = await inTroubleFor(min, limit);
			session.giveUp(answer, 'read');

			expect(session.ending !== undefined).toBe(isOver);
		},
	);

	it('counts lost connections as trouble, too', async () => {
		const { session, answer } = await inTroubleFor(1, 1, LOST);

		expect(session.giveUp(answer, 'read')).toBe(true);
		expect(session.ending).toBeDefined();
	});

	it('counts the pause that the server asks for', async () => {
		const { session } = scene({}, { limits: limitsOf(1) });
		const answer = { status: 429, headers: { 'retry-after': '60' }, body: '' };
		session.giveUp(answer, 'read');

		expect(session.ending).toBeDefined();
	});

	it('is said of a busy answer, also where the run goes on', async () => {
		const { session, answer } = await inTroubleFor(0, 5);

		expect(session.giveUp(answer, 'read')).toBe(true);
		expect(session.ending).toBeUndefined();
	});

	it('is not used up by an ordinary refusal', async () => {
		const { session } = await inTroubleFor(1, 1);

		expect(session.giveUp({ status: 500, headers: {}, body: 'No' }, 'read')).toBe(false);
		expect(session.ending).toBeUndefined();
	});

	it('begins anew with a useful answer', async () => {
		const { session } = await inTroubleFor(0.9, 1);
		await getInTime(session, 'b');
		const answer = await getInTime(session, 'a');
		jest.advanceTimersByTime(MINUTE / 2);
		session.giveUp(answer ?? { status: 0, headers: {}, body: '' }, 'read');

		expect(session.ending).toBeUndefined();
	});

	it('is counted for reads and writes on their own', async () => {
		const { session, answer } = await inTroubleFor(1, 1);
		session.giveUp(answer, 'write');

		expect(session.ending).toBeUndefined();
	});

	it('does not count a time without any request', async () => {
		const { session, answer } = await inTroubleFor(3, 1);
		session.giveUp(answer, 'read');

		expect(session.ending).toBeUndefined();
	});

	it('counts a time in which a request was kept waiting', async () => {
		const slow = held();
		const { session } = scene(
			{ 'GET toy/a': BUSY, 'GET toy/b': async () => await slow.reply().then(() => BUSY) },
			{ limits: limitsOf(5) },
		);
		await get(session, 'a');
		const waiting = get(session, 'b');
		await jest.advanceTimersByTimeAsync(6 * MINUTE);
		slow.answer();
		session.giveUp((await waiting) ?? { status: 0, headers: {}, body: '' }, 'read');

		expect(session.ending).toBeDefined();
	});

	it.each([
		[0, false],
		[1, true],
	])('%s: a token service that is down ends the run: %s', async (minutes, isOver) => {
		const { session } = scene({ 'GET toy/a': TOKEN_SERVICE_DOWN }, { limits: limitsOf(minutes) });
		const answer = await get(session, 'a');
		session.giveUp(answer ?? { status: 0, headers: {}, body: '' }, 'read');

		expect(session.ending !== undefined).toBe(isOver);
	});

	it.each([
		[0, 61, true],
		[0, 59, false],
		[5, 299, false],
		[5, 301, true],
	])(
		'%s: a request that was never sent waits too long after %s seconds: %s',
		(minutes, seconds, isTooLong) => {
			const { session } = scene({}, { limits: limitsOf(minutes) });
			const begun = performance.now();
			jest.advanceTimersByTime(seconds * 1000);

			expect(session.isTooLong(begun)).toBe(isTooLong);
		},
	);
});

describe('The throttle', () => {
	it('is shared by all runs to one organization', () => {
		const { session, run } = scene({});
		const other = scene({});
		const again = new (session.constructor as typeof Session)(run, session.connection, limitsOf(5));

		expect(again.throttle).toBe(session.throttle);
		expect(other.session.throttle).not.toBe(session.throttle);
	});
});

describe('Opening a session', () => {
	it('reads the credential and sends nothing', async () => {
		const context = contextOf();
		const session = await openSession(new Run(context), 'accessToken', limitsOf(5), 0);

		expect(session.connection).toEqual(await readConnection(context, 'accessToken', 0));
		expect(session.limits).toEqual(limitsOf(5));
	});

	it('refuses a credential that cannot be right', async () => {
		const context = contextOf({ credential: () => ({}) });
		const opening = openSession(new Run(context), 'accessToken', limitsOf(5), 0);

		await expect(opening).rejects.toThrow(NodeOperationError);
	});
});
