import type { KindCall } from '../../campaign/kind';
import { Refusal } from '../../campaign/refusals';

/**
 * Refuses a write on the side for which the account has no rights (setting subscriptionRights): a thread of Adobe's forum shows
 * an account that could subscribe people on the side of the service alone. Inferred: status and text; the sentence is that of
 * Campaign's own screens ('Organizational units'), with the resource of this call.
 */
export function refuseWithoutRights({ organization, owner }: KindCall): void {
	const { subscriptionRights } = organization.settings;
	if (subscriptionRights === 'both' || !owner) return;
	const side = owner.kind.path === 'profile' ? 'profileSide' : 'serviceSide';
	if (side === subscriptionRights) return;
	throw new Refusal(
		403,
		`You do not have the rights needed to modify the '${owner.kind.path}' resource of ID ${owner.record.id}`,
	);
}
