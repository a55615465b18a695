import type { ProfileInput, Settings } from '../../settings';
import { timestamp } from '../../store/timestamp';
import inventedPeople from './people.json';

const SIZE = 60;
const FIRST_DAY = Date.UTC(2024, 0, 1, 8);
const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** The people an organization starts with, as its settings say. */
export function* firstPeople({ profiles, people }: Settings): Generator<ProfileInput> {
	yield* profiles ?? (people > 0 ? [] : seedProfiles());
	yield* crowd(people);
}

/** The invented people of people.json, then combinations of its lists. */
function seedProfiles(): ProfileInput[] {
	const named: ProfileInput[] = inventedPeople.named;
	const rest = Array.from({ length: SIZE - named.length }, (_, index) => madeUp(index));
	return [...named, ...rest].map((profile, index) => ({
		cusCustomerId: `C-${1001 + index}`,
		...createdAt(FIRST_DAY + index * DAY),
		...profile,
	}));
}

/**
 * Made-up people: person-000001@example.com with the custom key P-000001 and so on, each created a minute after the one
 * before. Generated one by one and with few fields, so that a test can have 100,000 of them.
 * @param first number of those that are there already
 */
export function* crowd(size: number, first = 0): Generator<ProfileInput> {
	for (let index = first; index < first + size; index += 1) {
		const number = String(index + 1).padStart(6, '0');
		const created = timestamp(new Date(FIRST_DAY + index * MINUTE));
		yield {
			...named(index),
			email: `person-${number}@example.com`,
			cusCustomerId: `P-${number}`,
			acsId: `00000000-0000-4000-8000-${number.padStart(12, '0')}`,
			created,
			lastModified: created,
		};
	}
}

/** Some write their numbers as people do. */
function mobileOf(index: number): string {
	const [areaCode, line] = ['555', String(1000 + index)];
	return index % 20 === 7 ? `+1 (${areaCode}) 010-${line}` : `+1${areaCode}010${line}`;
}

function madeUp(index: number): ProfileInput {
	const { firstName, lastName, ...more } = named(index);
	const { language, timeZone, ...location } =
		inventedPeople.places[index % inventedPeople.places.length];
	return {
		firstName,
		lastName,
		email: `${firstName}.${lastName}${index + 1}@example.com`.toLowerCase(),
		...more,
		mobilePhone: mobileOf(index),
		preferredLanguage: language,
		timeZone,
		location,
	};
}

/** Name, birth date and loyalty of a made-up person, from the lists of people.json. */
function named(index: number) {
	const gender = index % 2 === 0 ? 'female' : 'male';
	return {
		firstName: inventedPeople[gender][Math.floor(index / 2) % inventedPeople[gender].length],
		lastName: inventedPeople.lastNames[index % inventedPeople.lastNames.length],
		gender,
		birthDate: new Date(Date.UTC(1960 + (index % 60), index % 12, 1 + (index % 28)))
			.toISOString()
			.slice(0, 10),
		cusLoyaltyTier: ['none', 'bronze', 'silver', 'gold'][index % 4],
		cusPoints: index * 25,
	};
}

function createdAt(time: number): ProfileInput {
	const created = timestamp(new Date(time));
	return { created, lastModified: created };
}
