import type { ContenderName, Own } from './plan';
import { asProcess } from './processes';
import type { Task } from './task';

/** Loaded when it is its turn: no contender carries another one's libraries. */
const engine = () => import('./contenders/engine');

const work: Record<ContenderName, (task: Task) => Promise<Own>> = {
	auto: async (task) => {
		const { mapped, updateWithNode } = await engine();
		return await updateWithNode(task, mapped.automatically);
	},
	expressions: async (task) => {
		const { mapped, updateWithNode } = await engine();
		return await updateWithNode(task, mapped.byExpressions);
	},
	floor: async (task) => await (await engine()).updateWithFloor(task),
	single: async (task) => {
		const { mapped, updateWithNode } = await engine();
		return await updateWithNode(task, mapped.automatically, 1);
	},
	chain: async (task) => await (await import('./contenders/chain')).updateWithHttpRequests(task),
	adobe: async (task) => await (await import('./contenders/adobe')).updateWithAdobesClient(task),
};

/** One contender, once, in a process of its own: what it has learnt and the memory it took are gone with it. */
void asProcess(async ({ name, ...task }: Task & { name: ContenderName }) => {
	const { sendMessage } = await import('execa');
	await sendMessage({ ...(await work[name](task)) });
});
