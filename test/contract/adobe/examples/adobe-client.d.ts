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

	interface Client {
		getProfile(PKey: string): Promise<ClientAnswer>;
		getAllProfiles(parameters?: ListParameters): Promise<ClientAnswer>;
		createProfile(profile: object): Promise<ClientAnswer>;
		updateProfile(PKey: string, profile: object): Promise<ClientAnswer>;
		getAllServices(parameters?: ListParameters): Promise<ClientAnswer>;
		createService(service: object): Promise<ClientAnswer>;
		getService(PKey: string): Promise<ClientAnswer>;
		getHistoryOfProfile(PKey: string): Promise<ClientAnswer>;
		sendTransactionalEvent(eventId: string, event: object): Promise<ClientAnswer>;
		sendTransactionalEventForMacTenantId(
			base: string,
			eventId: string,
			event: object,
		): Promise<ClientAnswer>;
		getTransactionalEvent(eventId: string, PKey: string): Promise<ClientAnswer>;
		getTransactionalEventForMacTenantId(
			base: string,
			eventId: string,
			PKey: string,
		): Promise<ClientAnswer>;
		getWorkflow(id: string): Promise<ClientAnswer>;
		controlWorkflow(id: string, command: string): Promise<ClientAnswer>;
		/** The body of the answer, or `{ payload }` with its text. */
		triggerSignalActivity(url: string, signal: object): Promise<unknown>;
		getMetadataForResource(resource: string): Promise<ClientAnswer>;
		getMetadataForResourceExt(resource: string): Promise<ClientAnswer>;
	}

	export function init(tenant: string, apiKey: string, accessToken: string): Promise<Client>;
}
