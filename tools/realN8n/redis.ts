import type { CleanUp } from './cleanUp';
import { startService } from './service';
import { findPrograms } from './systemPrograms';

/** @throws Error that says how to install it */
export const findRedis = () => findPrograms(['redis-server']);

/**
 * Starts the system's Redis for n8n's queue, without a file: what is in it ends with it.
 *
 * @returns the environment variables with which n8n finds it
 * @throws Error that says how to install it
 */
export async function startRedis(port: number, cleanUp: CleanUp): Promise<NodeJS.ProcessEnv> {
	const [redis] = findRedis();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	await startService(redis, args, {}, 'Ready to accept connections', cleanUp);
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}
