/** The settings of one running n8n. */
export interface Settings {
	/** n8n makes its `.n8n` in it: database, encryption key, community packages. */
	userFolder: string;
	port: number;
	/** The port for its task runners. */
	brokerPort: number;
}

/** The variables that n8n gets from this process's environment. All others are left out, so settings of the machine's own n8n too. */
const INHERITED =
	/^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SystemRoot|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|HTTPS?_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

/** The environment of an n8n that listens on this machine only and does not call n8n's servers. */
export function environmentOf({ userFolder, port, brokerPort }: Settings): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => INHERITED.test(name));
	return {
		...Object.fromEntries(inherited),
		NODE_ENV: 'production',
		// The sandbox is on this machine, and a proxy cannot reach it there.
		NO_PROXY: '127.0.0.1,localhost',
		no_proxy: '127.0.0.1,localhost',
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		// Over plain http a browser would not send a secure cookie back.
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		// n8n before 1.9x lets a community node be an AI agent's tool only with this setting.
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		// The rest switch off calls to n8n's servers and questions to a new user.
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '3',
		N8N_LOG_LEVEL: 'info',
	};
}
