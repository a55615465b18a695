import { ownAttributes } from '../campaign';
import { names, refusal, size, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, refusalOf } from '../replies';

const NAME = "mcDONALD o'neil-SMITH";

export const personName = question({
	id: 'personName',
	asks: 'How does a name read back that was written in unusual capitals, and what is the change answered?',
	entries: [6, 9],
	needs: 'testProfile',
	requests: 2,
	facts: {
		status: status(),
		members: names(),
		keyChanged: yesNo(),
		name: word(NAME, "Mcdonald O'Neil-Smith", "McDonald O'Neil-Smith", "Mcdonald O'neil-Smith"),
	},
	finds: ['smartCase', 'rotatePkeys'],
	async ask({ profile }) {
		const before = profile.key;
		const reply = await profile.patch({ firstName: NAME });
		if (!isGood(reply)) return { status: reply.status };
		const { firstName } = await profile.read();
		return {
			status: reply.status,
			members: isObject(reply.json) ? Object.keys(reply.json) : [],
			keyChanged: profile.key !== before,
			name: firstName,
		};
	},
	settings: ({ name, keyChanged }) => ({
		smartCase: name === undefined || name === 'other' ? undefined : name !== NAME,
		rotatePkeys: keyChanged,
	}),
});

export const apostrophe = question({
	id: 'apostrophe',
	asks: 'Is a typographic apostrophe stored as it was sent?',
	entries: [6],
	needs: 'testProfile',
	requests: 2,
	facts: { stored: word('asSent', 'plain', 'refused') },
	finds: ['apostrophes'],
	async ask({ profile }) {
		const record = await profile.written({ salutation: 'd\u2019Or' });
		if (!record) return { stored: 'refused' };
		return { stored: storedAs(record.salutation, { asSent: 'd\u2019Or', plain: "d'Or" }) };
	},
	settings: ({ stored }) => ({
		apostrophes: stored === 'asSent' || stored === 'plain' ? stored : undefined,
	}),
});

/** The name of the value that was read. */
function storedAs<Name extends string>(value: unknown, known: Record<Name, unknown>) {
	const names = Object.keys(known) as Name[];
	return names.find((name) => known[name] === value) ?? 'other';
}

export const phone = question({
	id: 'phone',
	asks: 'Is a phone number stored as it was sent?',
	entries: [6],
	needs: 'testProfile',
	requests: 2,
	facts: { stored: word('asSent', 'digits', 'refused') },
	finds: ['phonePolicy'],
	async ask({ profile }) {
		const record = await profile.written({ phone: '+1 (555) 010-0199' });
		if (!record) return { stored: 'refused' };
		const known = { asSent: '+1 (555) 010-0199', digits: '+15550100199' };
		return { stored: storedAs(record.phone, known) };
	},
	settings: ({ stored }) => ({
		phonePolicy: stored === 'asSent' || stored === 'digits' ? stored : undefined,
	}),
});

const LONG = 40;

export const longText = question({
	id: 'longText',
	asks: 'Is a text that is longer than its field cut, or refused?',
	entries: [],
	needs: 'testProfile',
	requests: 2,
	facts: { text: word('cut', 'whole', 'refused'), length: size(), answer: refusal() },
	async ask({ profile }) {
		const reply = await profile.patch({ firstName: 'N'.repeat(LONG) });
		if (!isGood(reply)) return { text: 'refused', answer: refusalOf(reply) };
		const { length } = String((await profile.read()).firstName);
		return { text: length < LONG ? 'cut' : 'whole', length };
	},
});

const NUMBER = 0.1234567890123;

export const numberPrecision = question({
	id: 'numberPrecision',
	asks: 'How many digits does a number with decimals keep?',
	entries: [],
	needs: 'testProfile',
	requests: 2,
	facts: { stored: word('double', 'single', 'refused') },
	finds: ['numberPrecision'],
	async ask(campaign) {
		const [name] = ownAttributes(campaign, 'double');
		if (name === undefined) throw new NotAskable('no such field');
		const record = await campaign.profile.written({ [name]: NUMBER });
		if (!record) return { stored: 'refused' };
		const difference = Math.abs(Number(record[name]) - NUMBER);
		if (difference > 1e-7) return { stored: 'other' };
		return { stored: difference < 1e-12 ? 'double' : 'single' };
	},
	settings: ({ stored }) => ({
		numberPrecision: stored === 'double' || stored === 'single' ? stored : undefined,
	}),
});

export const instantPrecision = question({
	id: 'instantPrecision',
	asks: 'Does an instant keep its milliseconds?',
	entries: [],
	needs: 'testProfile',
	requests: 2,
	facts: { stored: word('milliseconds', 'seconds', 'refused') },
	finds: ['dateTimePrecision'],
	async ask(campaign) {
		const [name] = ownAttributes(campaign, 'datetime');
		if (name === undefined) throw new NotAskable('no such field');
		const record = await campaign.profile.written({ [name]: '2020-02-03 04:05:06.789Z' });
		if (!record) return { stored: 'refused' };
		const ms = new Date(String(record[name]).replace(' ', 'T')).getUTCMilliseconds();
		return { stored: storedAs(ms, { milliseconds: 789, seconds: 0 }) };
	},
	settings: ({ stored }) => ({
		dateTimePrecision: stored === 'milliseconds' || stored === 'seconds' ? stored : undefined,
	}),
});
