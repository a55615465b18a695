import type { DeletableChooser } from '../chooser';
import {
	isDoubtfulKey,
	locateProfile,
	pKeyOf,
	readProfile,
	refuseWithoutKey,
	type LocatedProfile,
	type ProfileChoice,
} from './find';
import { profileKind } from './kind';
import { profileLocator, readProfileChoice, recordKeyOf, searchProfiles } from './locator';

export const profileChooser: DeletableChooser<ProfileChoice, LocatedProfile> = {
	kindOf: profileKind,
	fields: profileLocator,
	methods: { searchProfiles },
	read: readProfileChoice,
	recordKey: recordKeyOf,
	pKeyOf,
	locate: locateProfile,
	readRecord: readProfile,
	isDoubtful: ({ customKey }) => customKey !== undefined && isDoubtfulKey(customKey),
	refuseOther(item, { customKey }, record) {
		if (customKey) refuseWithoutKey(item, record, customKey, 'That profile has been changed.');
	},
};
