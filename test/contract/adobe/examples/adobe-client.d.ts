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
		getMetadataForResource(resource: string): Promise<ClientAnswer>;
		getMetadataForResourceExt(resource: string): Promise<ClientAnswer>;
	}

	export function init(tenant: string, apiKey: string, accessToken: string): Promise<Client>;
}
