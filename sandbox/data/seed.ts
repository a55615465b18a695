import type { ProfileInput } from '../settings';
import people from './people.json';

const SIZE = 60;
const FIRST_DAY = Date.UTC(2024, 0, 1, 8);
const DAY = 24 * 3600 * 1000;

/** The invented people every organization starts with: those of people.json, then combinations of its lists. */
export function seedProfiles(): ProfileInput[] {
	const named: ProfileInput[] = people.named;
	const rest = Array.from({ length: SIZE - named.length }, (_, index) => madeUp(index));
	return [...named, ...rest].map((profile, index) => ({ ...origin(index), ...profile }));
}

function origin(index: number): ProfileInput {
	const created = new Date(FIRST_DAY + index * DAY).toISOString().replace('T', ' ');
	return {
		cusCustomerId: `C-${1001 + index}`,
		created,
		lastModified: created,
	};
}

function madeUp(index: number): ProfileInput {
	const gender = index % 2 === 0 ? 'female' : 'male';
	const firstName = people[gender][Math.floor(index / 2) % people[gender].length];
	const lastName = people.lastNames[index % people.lastNames.length];
	const { language, timeZone, ...location } = people.places[index % people.places.length];
	return {
		firstName,
		lastName,
		email: `${firstName}.${lastName}${index + 1}@example.com`.toLowerCase(),
		gender,
		birthDate: new Date(Date.UTC(1960 + index, index % 12, 1 + (index % 28)))
			.toISOString()
			.slice(0, 10),
		mobilePhone: `+1555010${String(1000 + index)}`,
		preferredLanguage: language,
		timeZone,
		location,
		cusLoyaltyTier: ['none', 'bronze', 'silver', 'gold'][index % 4],
		cusPoints: index * 25,
	};
}
