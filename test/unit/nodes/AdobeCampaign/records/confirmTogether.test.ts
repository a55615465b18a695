import type { Place } from '../../../../../nodes/AdobeCampaign/n8n/inParallel';
import { ConfirmTogether } from '../../../../../nodes/AdobeCampaign/records/confirmTogether';
import type { RecordField } from '../../../../../nodes/AdobeCampaign/records/metadata';
import { pauses } from '../../../../../nodes/AdobeCampaign/transport/pauses';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';
import { LOST, ok, scene, shortenPauses, type Reply } from '../campaign';

shortenPauses();
pauses.together = 60_000;

const settled = async () => {
	for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const PHONE: RecordField = { id: 'phone', label: 'Phone', type: 'string' };

/** Changed so many seconds after ten o'clock. */
const changed = (PKey: string, second: number, more: object = {}): CampaignRecord => ({
	PKey,
	phone: `of ${PKey}`,
	unit: null,
	lastModified: `2026-11-27 10:00:${String(second).padStart(2, '0')}.000Z`,
	...more,
});

const without = (record: CampaignRecord, field: string): CampaignRecord =>
	Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));

const pageOf = (...content: unknown[]): Reply => ok({ content });

/** The address of a list for so many records, of a run with two places. */
const listFor = (count: number) =>
	`GET profile?_lineCount=${count + 54}&_order=lastModified%20desc`;

/** Changed records that are to be read, while other items of the run are at work until the test says so. */
function gathered(script: Record<string, Reply | Reply[]>, records: CampaignRecord[]) {
	const { run, client, asked, hints } = scene(script);
	const together = new ConfirmTogether();
	const hurries: Array<() => void> = [];
	const readAlone: string[] = [];
	let inFlight = 0;
	let most = 0;
	let lent = 0;
	const place: Place = {
		atOnce: 2,
		lend: async (waiting, hurry) => {
			lent += 1;
			hurries.push(hurry);
			return await waiting;
		},
	};
	const hint = (text: string) => run.hints.add(text);
	const read = async (
		record: CampaignRecord,
		alone: () => Promise<CampaignRecord> = async () => await Promise.resolve(record),
		fields = [PHONE],
	) =>
		await together.read({
			item: { client, place, run, hint },
			PKey: String(record.PKey),
			fields,
			readAlone: async () => {
				readAlone.push(String(record.PKey));
				inFlight += 1;
				most = Math.max(most, inFlight);
				await new Promise((resolve) => setImmediate(resolve));
				inFlight -= 1;
				return await alone();
			},
		});
	const inTurn = async <T>(url: string, change: () => Promise<T>) =>
		await together.inTurn({ client, place, run, hint }, url, change);
	const hurry = () => {
		for (const one of hurries.splice(0)) one();
	};
	const readAll = async () => {
		const reading = records.map(async (record) => await read(record));
		hurry();
		return await Promise.all(reading);
	};
	return {
		read,
		readAll,
		inTurn,
		hurry,
		asked,
		hints,
		readAlone,
		most: () => most,
		lent: () => lent,
	};
}

const A = changed('@a', 1);
const B = changed('@b', 2);
const C = changed('@c', 3);

describe('Confirm Together', () => {
	it('takes the first of two rows of a record', async () => {
		const later = changed('@a', 4, { phone: 'later' });
		const { readAll } = gathered({ [listFor(3)]: pageOf(later, C, B, A) }, [A, B, C]);

		expect(await readAll()).toEqual([later, B, C]);
	});

	it('has a change of a record wait for those that are not confirmed, which then wait for no others', async () => {
		const { inTurn, read, hurry, readAlone, lent } = gathered({}, []);
		const done: string[] = [];
		const change = (name: string) => async () => {
			done.push(`${name} begins`);
			await read(A);
			done.push(`${name} ends`);
		};
		const changes = ['one', 'two', 'three'].map(
			async (name) => await inTurn('profile/@a', change(name)),
		);
		const failing = inTurn('profile/@b', async () => await Promise.reject(new Error('refused')));
		await expect(failing).rejects.toThrow('refused');
		await settled();
		expect(done).toEqual(['one begins']);
		// The others lend their places, too: else the first one would not be hurried.
		expect(lent()).toBe(3);
		for (let turn = 0; turn < 3; turn += 1) {
			hurry();
			await settled();
		}
		await Promise.all(changes);

		expect(done).toEqual(
			['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]),
		);
		expect(readAlone).toEqual(['@a', '@a', '@a']);
		await inTurn('profile/@b', async () => await Promise.resolve(done.push('after a failure')));
		expect(done).toContain('after a failure');
	});

	it('reads many with one list, and one of them alone before that', async () => {
		const { readAll, asked, hints, readAlone } = gathered({ [listFor(3)]: pageOf(C, B, A) }, [
			A,
			B,
			C,
		]);

		expect(await readAll()).toEqual([A, B, C]);
		expect(asked).toEqual([listFor(3)]);
		expect(readAlone).toEqual(['@c']);
		expect(hints()).toEqual([]);
	});

	it('needs no list for one, nor for none beside it', async () => {
		const { readAll, asked } = gathered({}, [A]);

		expect(await readAll()).toEqual([A]);
		expect(asked).toEqual([]);
	});

	it('proves only once that rows are whole', async () => {
		const { readAll, readAlone } = gathered({ [listFor(2)]: pageOf(B, A) }, [A, B]);
		await readAll();
		expect(await readAll()).toEqual([A, B]);

		expect(readAlone).toEqual(['@b']);
	});

	it('reads fifty with a list, which does not wait for the fifty-first', async () => {
		const records = Array.from({ length: 51 }, (_, row) => changed(`@${row}`, row));
		const list = pageOf(...records.slice(0, 50).reverse());
		const { read, hurry, asked, readAlone } = gathered({ [listFor(50)]: list }, []);
		const reading = records.map(async (record) => await read(record));
		await settled();
		expect(asked).toEqual([listFor(50)]);
		hurry();

		expect(await Promise.all(reading)).toEqual(records);
		expect(readAlone).toEqual(['@49', '@50']);
	});

	it('takes no row of a list that was on its way when the change was answered', async () => {
		let answer = () => {};
		const slow: Reply = async () => {
			await new Promise<void>((resolve) => (answer = resolve));
			// As it was before its change.
			return { status: 200, body: { content: [changed('@d', 4, { phone: 'older' }), B, A] } };
		};
		const D = changed('@d', 5);
		const script = { [listFor(2)]: [slow, pageOf(D, C, B, A)] };
		const { read, hurry } = gathered(script, []);
		const first = [A, B].map(async (record) => await read(record));
		hurry();
		await settled();
		const second = [C, D].map(async (record) => await read(record));
		answer();
		expect(await Promise.all(first)).toEqual([A, B]);
		hurry();

		expect(await Promise.all(second)).toEqual([C, D]);
	});

	it('reads alone what the list does not have', async () => {
		const { readAll, readAlone } = gathered({ [listFor(3)]: pageOf(C, B) }, [A, B, C]);

		expect(await readAll()).toEqual([A, B, C]);
		expect(readAlone).toEqual(['@c', '@a']);
	});

	it('takes no row before one was proven, and tries the next time', async () => {
		const script = { [listFor(2)]: [pageOf(A), pageOf(B, A)] };
		const { readAll, readAlone, hints } = gathered(script, [A, B]);
		await readAll();
		expect(readAlone).toEqual(['@b', '@a']);
		await readAll();

		expect(readAlone).toEqual(['@b', '@a', '@b']);
		expect(hints()).toEqual([]);
	});

	it('reads alone where a row lacks a field that is looked at', async () => {
		const { read, hurry, readAlone } = gathered({ [listFor(2)]: pageOf(B, A) }, []);
		const city: RecordField = { id: 'location.city', label: 'City', type: 'string' };
		const reading = [read(A, undefined, [PHONE, city]), read(B)];
		hurry();
		await Promise.all(reading);

		expect(readAlone).toEqual(['@b', '@a']);
	});

	it('reads alone once what no row had so far, such as a link', async () => {
		const unit = { PKey: '@u', title: 'North' };
		const linked = ['@d', '@e', '@f'].map((PKey) => changed(PKey, 4, { unit }));
		const records = [...linked, C];
		const { readAll, readAlone } = gathered({ [listFor(4)]: pageOf(...linked, C) }, records);

		expect(await readAll()).toEqual(records);
		expect(readAlone).toEqual(['@c', '@f']);
	});

	it('is over when a link is not whole in a row', async () => {
		const linked = changed('@d', 4, { unit: { PKey: '@u', title: 'North' } });
		const script = { [listFor(2)]: pageOf({ ...linked, unit: { PKey: '@u' } }, C) };
		const { read, hurry, readAlone, hints } = gathered(script, []);
		const reading = [read(linked), read(C)];
		hurry();

		expect(await Promise.all(reading)).toEqual([linked, C]);
		expect(readAlone).toEqual(['@c', '@d']);
		expect(hints()).toHaveLength(1);
	});

	it('leaves it to an item itself when what is to prove its row cannot be read', async () => {
		const linked = changed('@d', 4, { unit: { PKey: '@u' } });
		const { client, read, hurry, hints } = {
			...scene({}),
			...gathered({ [listFor(2)]: pageOf(linked, C) }, []),
		};
		const refusal = client.error({ message: 'gone', description: '' });
		const reading = [
			read(linked, async () => await Promise.reject<CampaignRecord>(refusal)),
			read(C),
		];
		hurry();
		const [one, other] = await Promise.allSettled(reading);

		expect(one).toMatchObject({ status: 'rejected', reason: { message: 'gone' } });
		expect(other).toEqual({ status: 'fulfilled', value: C });
		expect(hints()).toEqual([]);
	});

	it('that cannot read the last one alone fails that one, and the others are read alone', async () => {
		const { client, read, hurry, asked } = { ...scene({}), ...gathered({}, []) };
		const refusal = client.error({ message: 'gone', description: '' });
		const reading = [read(A), read(B, async () => await Promise.reject<CampaignRecord>(refusal))];
		hurry();
		const [one, other] = await Promise.allSettled(reading);

		expect(one).toEqual({ status: 'fulfilled', value: A });
		expect(other).toMatchObject({ reason: { message: 'gone' } });
		expect(asked).toEqual([]);
	});
});

describe('Confirm Together is over for the run when the list', () => {
	const withoutMoment = { PKey: '@a', phone: 'of @a', unit: null };
	const old = '2026-11-27 09:00:00.000Z';

	it.each<[string, Reply]>([
		['is refused', { status: 500, body: 'XTK' }],
		['is lost', LOST],
		['is not a page', ok({ PKey: '@a' })],
		['is empty', pageOf()],
		['has none of them', pageOf(C)],
		['is in another order', pageOf(A, B)],
		['does not tell when a record was changed', pageOf(B, withoutMoment)],
		['tells it with a word', pageOf({ ...B, lastModified: 'today' }, A)],
		['begins with a record without a moment', pageOf(withoutMoment, B)],
		['lacks what was changed', pageOf(without(B, 'phone'), without(A, 'phone'))],
		['has an older state', pageOf({ ...A, phone: '' }, { ...B, lastModified: old })],
	])('%s', async (_case, reply) => {
		const { readAll, asked, hints, readAlone } = gathered({ [listFor(2)]: reply }, [A, B]);

		expect(await readAll()).toEqual([A, B]);
		expect(await readAll()).toEqual([A, B]);
		expect(asked).toEqual([listFor(2)]);
		expect(readAlone).toEqual(['@b', '@a', '@a', '@b']);
		expect(hints()).toEqual([
			"'Confirm Together' in Options was of no use from some point on: Campaign's list of the profiles that were changed last was refused, too slow or incomplete. They were read one by one, and nothing is wrong with them. If you see this each time, remove the option",
		]);
	});

	it('fails, also for those that gather meanwhile, which are read as many at a time as there are places', async () => {
		let answer = () => {};
		const slow: Reply = async () => {
			await new Promise<void>((resolve) => (answer = resolve));
			return { status: 500, body: '' };
		};
		const { read, hurry, asked, most, readAlone } = gathered({ [listFor(2)]: slow }, []);
		const first = [A, B].map(async (record) => await read(record));
		hurry();
		await settled();
		const others = Array.from({ length: 9 }, (_, row) => changed(`@${row}`, 9));
		const second = others.map(async (record) => await read(record));
		answer();

		expect(await Promise.all([...first, ...second])).toEqual([A, B, ...others]);
		expect(asked).toEqual([listFor(2)]);
		expect(readAlone).toHaveLength(11);
		expect(most()).toBe(2);
	});
});

it('Confirm Together takes rows of one moment for sorted', async () => {
	const records = ['@a', '@b'].map((PKey) => changed(PKey, 1));
	const { readAll, readAlone } = gathered({ [listFor(2)]: pageOf(...records) }, records);
	await readAll();

	expect(readAlone).toEqual(['@b']);
});
