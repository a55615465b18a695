import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, isExpression, UnexpectedError } from 'n8n-workflow';

import {
	parentTypesOf,
	propertiesOf,
	resolveExpressions,
	resolveText,
	withDefaults,
} from './credentialData';
import type { CredentialStore } from './credentialStore';
import type { LoadedPackage } from './package';

/**
 * Treats credentials as n8n does: the rules are those of `packages/cli/src/credentials-helper.ts` in
 * n8n's repository (part of the n8n server, which is not published as a library). Left out: the
 * database, encryption, sharing, external secrets and overwrites by an administrator.
 */
export class EngineCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly loaded: LoadedPackage,
		private readonly store: CredentialStore,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return parentTypesOf(this.loaded, name);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return propertiesOf(this.loaded, name);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.loaded.credentialType(typeName);
		const request = options as IHttpRequestOptions;
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (!workflow || !node) throw new UnexpectedError('Workflow and node are required');

		const resolve = (value: string) => resolveText(value, credentials, workflow, node);
		const target = request as unknown as Record<string, Record<string, string> | undefined>;
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const filled = (target[part] ??= {});
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				filled[resolve(key)] = resolve(value);
			}
		}
		return request;
	}

	/** Runs when the hidden `expirable` property is empty, after a refusal, and in a test. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.loaded.credentialType(typeName);
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		const reference = node.credentials?.[typeName];
		if (output[expirable.name] === undefined || !reference) return undefined;

		const stored = this.store.read(reference, typeName);
		const kept = Object.entries(output).filter(
			([key]) => key === expirable.name || !isExpression(stored[key]),
		);
		this.store.write(reference, typeName, { ...stored, ...Object.fromEntries(kept) });
		return Object.assign(credentials, output);
	}

	/** Runs on every OAuth2 request of a type that has the hook, and stores nothing. */
	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.loaded.credentialType(typeName);
		return (await preAuthentication?.call(helpers, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.store.read(reference, type);
		if (raw) return stored;
		const data = withDefaults(this.getCredentialsProperties(type), stored);
		return resolveExpressions(data, additionalData, mode, executeData, run);
	}

	/** The engine itself never calls this one or the next; the server does. */
	async getCredentials(): Promise<never> {
		throw new UnexpectedError('Credentials are read with getDecrypted here');
	}

	async updateCredentials(): Promise<never> {
		throw new UnexpectedError('Credentials are edited with CredentialStore.write here');
	}

	/** Stores the token and nothing else, so that expressions in the credential survive. */
	async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store.write(reference, type, { ...this.store.read(reference, type), oauthTokenData });
	}
}
