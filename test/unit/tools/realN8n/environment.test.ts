import { environmentOf } from '../../../../tools/realN8n/environment';

const settings = { userFolder: 'somewhere', port: 1111, brokerPort: 2222 };

test('settings of another n8n on this machine are left out', () => {
	process.env.N8N_ENCRYPTION_KEY = 'of another';
	process.env.DB_TYPE = 'postgresdb';
	try {
		const environment = environmentOf(settings);
		expect(environment).not.toHaveProperty('N8N_ENCRYPTION_KEY');
		expect(environment).not.toHaveProperty('DB_TYPE');
		expect(environment.PATH).toBe(process.env.PATH);
	} finally {
		delete process.env.N8N_ENCRYPTION_KEY;
		delete process.env.DB_TYPE;
	}
});

test("Jest's variables are left out, and NODE_ENV is production as for users", () => {
	const environment = environmentOf(settings);
	expect(process.env.JEST_WORKER_ID).toBeDefined();
	expect(environment).not.toHaveProperty('JEST_WORKER_ID');
	expect(environment.NODE_ENV).toBe('production');
});

test('n8n and its task runners listen on 127.0.0.1 only, on the given ports', () => {
	expect(environmentOf(settings)).toMatchObject({
		N8N_USER_FOLDER: 'somewhere',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: '1111',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: '2222',
	});
});
