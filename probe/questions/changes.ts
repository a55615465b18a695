import { names, refusal, status, word } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, type Json, refusalOf } from '../replies';

export const emptyChange = question({
	id: 'emptyChange',
	asks: 'What is a change answered that changes nothing?',
	entries: [],
	needs: 'testProfile',
	requests: 1,
	facts: { status: status(), members: names(), answer: refusal() },
	async ask({ profile }) {
		const reply = await profile.patch({});
		const members = isObject(reply.json) ? Object.keys(reply.json) : [];
		return { status: reply.status, members, answer: refusalOf(reply) };
	},
});

/** A text, a date and an enumeration, with what they read when they are empty. */
const FILLED = { phone: '+15550100199', birthDate: '1980-12-31', gender: 'female' };
const EMPTY: Json = { phone: '', birthDate: '', gender: 'unknown' };
type Name = keyof typeof FILLED;

const cleared = () => word('cleared', 'kept', 'refused');

export const clearing = question({
	id: 'clearing',
	asks: 'Do "" and null clear a text, a date and a choice?',
	entries: [4],
	needs: 'testProfile',
	requests: 12,
	facts: {
		textByBlank: cleared(),
		dateByBlank: cleared(),
		choiceByBlank: cleared(),
		textByNull: cleared(),
		dateByNull: cleared(),
		choiceByNull: cleared(),
	},
	async ask({ profile }) {
		const clear = async (empty: '' | null) => {
			const filled = (await profile.written(FILLED)) ?? {};
			const refused = new Set<Name>();
			for (const name of Object.keys(FILLED) as Name[]) {
				if (!isGood(await profile.patch({ [name]: empty }))) refused.add(name);
			}
			const record = await profile.read();
			return (name: Name) => {
				// What was never there is not cleared.
				if (filled[name] === undefined || filled[name] === EMPTY[name]) return undefined;
				if (refused.has(name)) return 'refused';
				if (record[name] === filled[name]) return 'kept';
				return record[name] === EMPTY[name] || record[name] === null ? 'cleared' : 'other';
			};
		};
		const byBlank = await clear('');
		const byNull = await clear(null);
		return {
			textByBlank: byBlank('phone'),
			dateByBlank: byBlank('birthDate'),
			choiceByBlank: byBlank('gender'),
			textByNull: byNull('phone'),
			dateByNull: byNull('birthDate'),
			choiceByNull: byNull('gender'),
		};
	},
});

export const wrongValues = question({
	id: 'wrongValues',
	asks: 'How is a value refused that a field cannot take?',
	entries: [5],
	needs: 'testProfile',
	requests: 6,
	facts: {
		choice: refusal(),
		date: refusal(),
		computed: refusal(),
		unknownField: refusal(),
		email: refusal(),
		taken: names(),
	},
	async ask({ profile }) {
		const taken: string[] = [];
		const refused = async (name: string, value: unknown) => {
			const reply = await profile.patch({ [name]: value });
			if (isGood(reply)) taken.push(name);
			return refusalOf(reply);
		};
		const facts = {
			choice: await refused('gender', 'n8nProbe'),
			date: await refused('birthDate', '31/12/1980'),
			computed: await refused('age', 1),
			unknownField: await refused('n8nProbe', 1),
			email: await refused('email', 'not an e-mail'),
		};
		if (taken.includes('email')) await profile.patch({ email: profile.email });
		return { ...facts, taken };
	},
});

export const location = question({
	id: 'location',
	asks: 'Does a change of one part of the address keep the others?',
	entries: [7],
	needs: 'testProfile',
	requests: 4,
	facts: { others: word('merge', 'replace', 'refused'), answer: refusal() },
	finds: ['locationPatch'],
	async ask({ profile, attributes }) {
		if (!('location' in attributes)) throw new NotAskable('no such field');
		const first = await profile.patch({ location: { city: 'Testville', zipCode: '12345' } });
		if (!isGood(first)) return { others: 'refused', answer: refusalOf(first) };
		if (zipCodeIn(await profile.read()) !== '12345') return { others: 'other' };
		const zipCode = zipCodeIn((await profile.written({ location: { city: 'Probeville' } })) ?? {});
		return { others: zipCode === '12345' ? 'merge' : zipCode === '' ? 'replace' : 'other' };
	},
	settings: ({ others }) => ({
		locationPatch: others === 'merge' || others === 'replace' ? others : undefined,
	}),
});

const zipCodeIn = ({ location: stored }: Json) => (isObject(stored) ? stored.zipCode : undefined);
