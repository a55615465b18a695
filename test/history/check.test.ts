import { check, type InvariantName } from './check';
import type { History, Person } from './history';
import {
	ann,
	bob,
	done,
	failed,
	find,
	get,
	historyOf,
	lost,
	patch,
	post,
	remove,
	runOf,
	tagOf,
	unstored,
} from './written';

/** What is found, each invariant once. */
const found = (history: History) => [...new Set(check(history).map(({ invariant }) => invariant))];

const carl: Person = { profile: '@carl', email: 'carl@example.com', tag: '' };
const otherCarl: Person = { ...carl, profile: '@carl2', email: 'Carl@example.com' };
const byCarl = { who: [carl.email] };

const MAY_EXIST = "The profile may exist now. Look for it with 'Get Many'.";
const NOT_KNOWN = 'It is not known whether the change was stored: read the profile.';
const MISMATCH = "Campaign accepted the update, but did not store 'Phone' as sent";
const BUSY = 'Adobe is receiving too many requests from your organization';

/** Some invariant's bad histories and the good ones that come close to them. */
interface Cases {
	bad: Array<[string, History]>;
	good: Array<[string, History]>;
}

const update = runOf('update', [done(0)]);
const create = runOf('create', [done(0, { phone: tagOf(0, 0) })], byCarl);
const updates = runOf('update', [done(0), done(1)]);
const confirmed = runOf('update', [done(0, { phone: tagOf(0, 0) })], { isConfirmed: true });
const missing = get(ann, { phone: 'of another client' });

const twoPeople = { onError: 'stopWorkflow' as const, who: [ann.email, bob.email] };
const stopping = (rest: string) =>
	runOf('update', [], { ...twoPeople, error: `${BUSY} [item 0] ${rest}` });
const stopped = runOf('update', [], { who: [ann.email], isStopped: true });

const CASES: Record<InvariantName, Cases> = {
	'no profile is created twice': {
		bad: [['after a lost answer', historyOf([create], [post(carl, 0, lost), post(otherCarl, 0)])]],
		good: [
			[
				'after a refusal',
				historyOf([create], [post(carl, 0, { status: 429, ...unstored }), post(carl, 0)]),
			],
		],
	},
	'no change is written twice': {
		bad: [
			[
				'after it was answered as done',
				historyOf([update], [patch(ann, 0), missing, patch(ann, 0)]),
			],
			[
				"after v8's empty answer",
				historyOf([update], [patch(ann, 0, { status: 204, body: '' }), missing, patch(ann, 0)]),
			],
			['blindly', historyOf([update], [patch(ann, 0, lost), patch(ann, 0)])],
			[
				'after a read that showed it',
				historyOf([update], [patch(ann, 0, lost), get(ann, { phone: tagOf(0, 0) }), patch(ann, 0)]),
			],
			[
				'after a read of another profile',
				historyOf([update], [patch(ann, 0, lost), get(bob, {}), patch(ann, 0)]),
			],
			[
				'after a read that failed',
				historyOf([update], [patch(ann, 0, lost), { ...missing, status: 500 }, patch(ann, 0)]),
			],
			[
				'after a read that is older than the last try',
				historyOf(
					[update],
					[
						patch(ann, 0, lost),
						missing,
						patch(ann, 0, { status: 429, ...unstored }),
						patch(ann, 0),
					],
				),
			],
		],
		good: [
			[
				'after a read that showed it missing',
				historyOf([update], [patch(ann, 0, lost), missing, patch(ann, 0)]),
			],
			[
				'when the first was not stored',
				historyOf([update], [patch(ann, 0, { ...lost, ...unstored }), patch(ann, 0)]),
			],
			['by two items', historyOf([updates], [patch(ann, 0), patch(ann, 1)])],
		],
	},
	'Create or Update creates one profile for an e-mail': {
		bad: [
			[
				'in one run, also when a stale read misled it',
				historyOf(
					[runOf('upsert', [done(0), done(1)], { who: [carl.email, carl.email] })],
					[find(carl.email, []), post(carl, 0), find(carl.email, []), post(otherCarl, 1)],
				),
			],
			[
				'in two runs at once',
				historyOf(
					[runOf('upsert', [done(0)], byCarl), runOf('upsert', [done(0)], byCarl)],
					[
						find(carl.email, []),
						find(carl.email, [], { run: 1 }),
						post(carl, 0),
						post(otherCarl, 0, { run: 1 }),
					],
				),
			],
			[
				'beside one that existed',
				historyOf(
					[runOf('upsert', [done(0)])],
					[find(ann.email, []), post({ ...carl, email: ann.email }, 0)],
				),
			],
		],
		good: [
			[
				'when a stale read hides what another run has created',
				historyOf(
					[runOf('upsert', [done(0)], byCarl), runOf('upsert', [done(0)], byCarl)],
					[post(carl, 0), find(carl.email, [], { run: 1 }), post(otherCarl, 0, { run: 1 })],
				),
			],
			[
				'when the other one was deleted',
				historyOf(
					[runOf('upsert', [done(0)]), runOf('delete', [done(0, { deleted: true })])],
					[remove(ann, { run: 1 }), find(ann.email, []), post({ ...carl, email: ann.email }, 0)],
				),
			],
			[
				'when Create came in between',
				historyOf(
					[runOf('upsert', [done(0)], byCarl), create],
					[find(carl.email, []), post(otherCarl, 0, { run: 1 }), post(carl, 0)],
				),
			],
		],
	},
	'what is confirmed was read after it was written': {
		bad: [
			['when it was not read', historyOf([confirmed], [patch(ann, 0)])],
			[
				'when it was read before',
				historyOf([confirmed], [get(ann, { phone: tagOf(0, 0) }), patch(ann, 0)]),
			],
			[
				'when a list was on its way before the answer',
				historyOf(
					[confirmed],
					[
						patch(ann, 0, { began: 1, ended: 3 }),
						find(ann.email, [ann], {
							began: 2,
							ended: 4,
							body: { content: [{ PKey: ann.profile, phone: tagOf(0, 0) }] },
						}),
					],
				),
			],
			[
				'when the answer has another value',
				historyOf([confirmed], [patch(ann, 0), get(ann, { phone: 'older' })]),
			],
			[
				'when the answer is a refusal',
				historyOf([confirmed], [patch(ann, 0), get(ann, { phone: tagOf(0, 0) }, { status: 500 })]),
			],
		],
		good: [
			[
				'when it was read alone',
				historyOf([confirmed], [patch(ann, 0), get(ann, { phone: tagOf(0, 0) })]),
			],
			[
				'when it is not to be confirmed',
				historyOf([{ ...confirmed, isConfirmed: false }], [patch(ann, 0)]),
			],
			[
				'when it was made, and the answer has it',
				historyOf([{ ...create, operation: 'upsert', isConfirmed: true }], [post(carl, 0)]),
			],
		],
	},
	'what is reported as done is stored': {
		bad: [
			['when nothing was sent', historyOf([update])],
			[
				'when it was read back and not kept',
				historyOf(
					[runOf('update', [done(0, { phone: tagOf(0, 0) })], { isConfirmed: true })],
					[patch(ann, 0, { change: { isKept: false } }), get(ann, { phone: tagOf(0, 0) })],
				),
			],
			[
				'when the output shows something else',
				historyOf(
					[runOf('update', [done(0, { phone: 'other' })], { isConfirmed: true })],
					[patch(ann, 0), get(ann, { phone: tagOf(0, 0) })],
				),
			],
			['when no profile was deleted', historyOf([runOf('delete', [done(0, { deleted: true })])])],
			[
				'when the profile still existed',
				historyOf([runOf('delete', [done(0, { deleted: true, alreadyGone: true })])]),
			],
			[
				'when another profile is read',
				historyOf([runOf('get', [done(0, { PKey: bob.profile, email: bob.email, phone: '' })])]),
			],
			[
				'when a value is read that was never written',
				historyOf([runOf('get', [done(0, { PKey: ann.profile, email: ann.email, phone: '1' })])]),
			],
		],
		good: [
			['when it was', historyOf([update], [patch(ann, 0)])],
			[
				'when the server did not keep it, and nothing was read back',
				historyOf([update], [patch(ann, 0, { change: { isKept: false } })]),
			],
			[
				'when it is read',
				historyOf([runOf('get', [done(0, { PKey: ann.profile, email: ann.email, phone: '' })])]),
			],
			[
				'when it was deleted',
				historyOf([runOf('delete', [done(0, { deleted: true })])], [remove(ann)]),
			],
		],
	},
	'what is reported as refused is not stored': {
		bad: [
			['but it was', historyOf([runOf('update', [failed(0, BUSY)])], [patch(ann, 0, lost)])],
			['but it was deleted', historyOf([runOf('delete', [failed(0, BUSY)])], [remove(ann, lost)])],
			[
				'in the text of a run that stops',
				historyOf(
					[
						runOf('update', [], {
							onError: 'stopWorkflow',
							who: [ann.email, bob.email],
							error: `${BUSY} [item 0] (0 of 2 items were done)\nFailed, too, before a change was sent for them: items 1.`,
						}),
					],
					[patch(bob, 1)],
				),
			],
		],
		good: [
			[
				'and was not',
				historyOf(
					[runOf('update', [failed(0, BUSY)])],
					[patch(ann, 0, { status: 429, ...unstored })],
				),
			],
			[
				'when the outcome is unclear',
				historyOf([runOf('update', [failed(0, `${NOT_KNOWN} ${BUSY}`)])], [patch(ann, 0, lost)]),
			],
			[
				'when it may exist',
				historyOf([runOf('create', [failed(0, MAY_EXIST)], byCarl)], [post(carl, 0, lost)]),
			],
			[
				'when it was accepted, but',
				historyOf([runOf('update', [failed(0, MISMATCH)])], [patch(ann, 0)]),
			],
			[
				'and another item deleted it',
				historyOf([runOf('delete', [failed(0, BUSY), done(1, { deleted: true })])], [remove(ann)]),
			],
		],
	},
	'the items for one profile are written in their order': {
		bad: [['and do not', historyOf([updates], [patch(ann, 1), patch(ann, 0)])]],
		good: [
			[
				'when they are for two profiles',
				historyOf(
					[runOf('update', [done(0), done(1)], { who: [ann.email, bob.email] })],
					[patch(bob, 1), patch(ann, 0)],
				),
			],
			[
				'when they are in two runs',
				historyOf(
					[updates, updates],
					[patch(ann, 0), patch(ann, 1), patch(ann, 0, { run: 1 }), patch(ann, 1, { run: 1 })],
				),
			],
		],
	},
	'every item is reported once': {
		bad: [
			[
				'without one',
				historyOf([runOf('update', [failed(0, BUSY)], { who: [ann.email, bob.email] })]),
			],
			[
				'with one too many',
				historyOf([runOf('update', [failed(0, BUSY), failed(0, BUSY)], { who: [ann.email] })]),
			],
			['in another order', historyOf([runOf('update', [failed(1, BUSY), failed(0, BUSY)])])],
			['as a whole', historyOf([runOf('update', [], { who: [ann.email], error: BUSY })])],
			['with a wrong number', historyOf([stopping('(1 of 2 items were done)')])],
			[
				'without the item',
				historyOf([
					runOf('update', [], { ...twoPeople, error: `${BUSY} (0 of 2 items were done)` }),
				]),
			],
			[
				'twice',
				historyOf([
					stopping('(0 of 2 items were done)\nFailed, too: items 0 to 1, which were on their way.'),
				]),
			],
		],
		good: [
			['in order', historyOf([runOf('update', [failed(0, BUSY), failed(1, BUSY)])])],
			[
				'at the first failure',
				historyOf([stopping('(0 of 2 items were done)\nNothing was done for the other items.')]),
			],
			[
				'not at all, when it was stopped',
				historyOf([{ ...update, said: { outputs: [] }, isStopped: true }]),
			],
		],
	},
	'nothing new is sent after Stop': {
		bad: [
			['but a write', historyOf([stopped], [patch(ann, 0, { isAfterStop: true, ...unstored })])],
			['but a read', historyOf([stopped], [find(ann.email, [ann], { isAfterStop: true })])],
		],
		good: [
			[
				'but a read after a write',
				historyOf(
					[{ ...stopped, said: { outputs: [failed(0, NOT_KNOWN)] } }],
					[patch(ann, 0, lost), get(ann, {}, { isAfterStop: true })],
				),
			],
		],
	},
	'every run ends': {
		bad: [['and does not', historyOf([{ ...update, said: undefined }])]],
		good: [['and does', historyOf([runOf('update', [])])]],
	},
};

describe.each(Object.entries(CASES))('%s', (invariant, { bad, good }) => {
	it.each(bad)('is violated %s', (_case, history) => {
		expect(found(history)).toEqual([invariant]);
	});

	it.each(good)('is kept %s', (_case, history) => {
		expect(found(history)).toEqual([]);
	});
});
