import type { RestClient } from './rest';

export interface Owner {
	email: string;
	password: string;
}

/** The account of every n8n that these scripts start. Only this machine can reach it. */
export const OWNER: Owner = { email: 'owner@example.com', password: 'Playground1' };

interface PublicSettings {
	userManagement?: { showSetupOnFirstLoad?: boolean };
}

/** Signs in; on a new user folder that means making the owner account first. */
export async function signIn(rest: RestClient): Promise<void> {
	const { userManagement } = await rest.request<PublicSettings>('GET', '/rest/settings');
	if (userManagement?.showSetupOnFirstLoad) {
		const person = { firstName: 'Olivia', lastName: 'Owner' };
		await rest.request('POST', '/rest/owner/setup', { ...OWNER, ...person });
	} else {
		const { email: emailOrLdapLoginId, password } = OWNER;
		await rest.request('POST', '/rest/login', { emailOrLdapLoginId, password });
	}
}
