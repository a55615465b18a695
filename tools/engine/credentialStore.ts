import type { ICredentialDataDecryptedObject, INodeCredentialsDetails } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** One credential as it is stored. `data` is JSON text, as in n8n, but not encrypted. */
interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data: string;
}

/**
 * Takes the place of n8n's database table of credentials. What is written here (a fresh OAuth2
 * token) is still there in the next run that uses the same store.
 */
export class CredentialStore {
	private readonly stored = new Map<string, StoredCredential>();

	/** How often a credential was written after it was added: once per token fetched and saved. */
	writes = 0;

	add(
		type: string,
		data: ICredentialDataDecryptedObject,
		name = `${type} account`,
	): { id: string; name: string } {
		const id = `credential-${this.stored.size + 1}`;
		this.stored.set(id, { id, name, type, data: JSON.stringify(data) });
		return { id, name };
	}

	/** @throws UserError for a reference without an id, and for one that is not stored, as n8n does */
	read(reference: INodeCredentialsDetails, type: string): ICredentialDataDecryptedObject {
		return JSON.parse(this.find(reference, type).data) as ICredentialDataDecryptedObject;
	}

	write(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): void {
		this.find(reference, type).data = JSON.stringify(data);
		this.writes += 1;
	}

	/**
	 * The only credential of that type and name; undefined when several or no credentials have it. n8n's editor
	 * fills in the credentials of an imported workflow in this way (`matchCredentials` in its editor-ui).
	 */
	byName(type: string, name: string): { id: string; name: string } | undefined {
		const matches = [...this.stored.values()].filter(
			(credential) => credential.type === type && credential.name === name,
		);
		return matches.length === 1 ? { id: matches[0].id, name } : undefined;
	}

	private find(reference: INodeCredentialsDetails, type: string): StoredCredential {
		if (!reference.id)
			throw new UserError(`Credential "${reference.name}" of type "${type}" has no id`);
		const credential = this.stored.get(reference.id);
		if (credential?.type !== type) {
			throw new UserError(`Credential with ID "${reference.id}" does not exist for type "${type}"`);
		}
		return credential;
	}
}
