import { ifNotFoundOption, optionsOf, readIfNotFound } from '../../parameters/options';
import { readSimplify, simplifyField } from '../../parameters/listing';
import { simplify } from '../../records/output';
import type { Operation } from '../resource';
import { locateProfile, readProfile, undefinedIfMissing, type ProfileChoice } from './find';
import { profileLocator, readProfileChoice, recordKeyOf } from './locator';

interface GetInput {
	choice: ProfileChoice;
	mayBeMissing: boolean;
	simplified: boolean;
}

/** One request, also by e-mail: the lookup brings the whole profile. */
export const get: Operation<GetInput> = {
	value: 'get',
	name: 'Get',
	action: 'Get profile',
	description: 'Read one customer profile by e-mail, key or URL',
	toolDescription: 'Get profile in Adobe Campaign: reads one customer profile',
	properties: [
		...profileLocator,
		simplifyField,
		optionsOf([
			ifNotFoundOption('profile', {
				name: 'Return an Empty Item',
				value: 'empty',
				description: 'One item without data, so that the workflow goes on',
			}),
		]),
	],

	read: (context, itemIndex) => ({
		choice: readProfileChoice(context, itemIndex),
		mayBeMissing: readIfNotFound(context, itemIndex) === 'empty',
		simplified: readSimplify(context, itemIndex),
	}),

	recordKey: ({ choice }) => recordKeyOf(choice),

	async run(item, { choice, mayBeMissing, simplified }) {
		const reading = locateProfile(item, choice).then(
			async (located) => await readProfile(item, located),
		);
		const profile = mayBeMissing ? await undefinedIfMissing(reading) : await reading;
		if (!profile) return {};
		return simplified ? simplify(profile, item.kind) : profile;
	},
};
