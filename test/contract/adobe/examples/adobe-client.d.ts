/** The part of Adobe's client that the tests use; the package brings no types. */
declare module '@adobe/aio-lib-campaign-standard' {
	interface ClientAnswer {
		ok: boolean;
		status: number;
		body: unknown;
	}

	interface ListParameters {
		filters?: string[];
		hasCustomFilter?: boolean;
		lineCount?: number;
		order?: string;
		descendingSort?: boolean;
		[parameter: string]: unknown;
	}

	type Answered = Promise<ClientAnswer>;

	export interface Client {
		tenantId: string;
		apiKey: string;
		accessToken: string;
		/** The operations of the specification by tag, for the one that no method calls. */
		sdk: {
			apis: Record<
				string,
				Record<string, (parameters: object, options: object) => Promise<ClientAnswer>>
			>;
		};
		__createRequestOptions(options: { body: unknown }): object;

		getProfile(PKey: string): Answered;
		getAllProfiles(parameters?: ListParameters): Answered;
		createProfile(profile: object): Answered;
		updateProfile(PKey: string, profile: object): Answered;
		getAllServices(parameters?: ListParameters): Answered;
		createService(service: object): Answered;
		getService(PKey: string): Answered;
		getHistoryOfProfile(PKey: string): Answered;
		getMetadataForResource(resource: string): Answered;
		getMetadataForResourceExt(resource: string): Answered;
		getCustomResources(unused?: object): Answered;
		getAllCustomResources(resource: unknown, parameters?: ListParameters): Answered;
		getAllBasicCustomResources(resource: string): Answered;
		getAllProfileAndServicesExt(resource: string, parameters?: ListParameters): Answered;
		createCustomResource(resource: string, row: object): Answered;
		updateCustomResource(resource: string, PKey: unknown, row: unknown): Answered;
		deleteCustomResource(resource: string, PKey: string): Answered;
		createGDPRRequest(request: object): Answered;
		getGDPRRequest(): Answered;
		getGDPRDataFile(url: string, name: string): Promise<unknown>;
		getAllOrgUnits(parameters?: ListParameters): Answered;
		getProfileWithOrgUnit(PKey: string): Answered;
		updateProfileOrgUnit(profile: string, unit: string): Answered;
		updateOrgUnit(PKey: string, unit: object): Answered;
		getDataFromRelativeUrl(url: string): Answered;
		postDataToUrl(url: string, body: object): Promise<Response>;
		sendTransactionalEvent(event: string, body: object): Answered;
		sendTransactionalEventForMacTenantId(base: string, event: string, body: object): Answered;
		getTransactionalEvent(event: string, PKey: string): Answered;
		getTransactionalEventForMacTenantId(base: string, event: string, PKey: string): Answered;
		getWorkflow(workflow: string): Answered;
		controlWorkflow(workflow: string, command: string): Answered;
		/** The body of the answer, or `{ payload }` with its text. */
		triggerSignalActivity(url: string, signal: object): Promise<unknown>;
	}

	export function init(tenant: string, apiKey: string, accessToken: string): Promise<Client>;
}
