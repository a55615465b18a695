import type { ContenderName, Own } from './plan';
import { asProcess } from './processes';
import type { Task } from './task';

/** Loaded when it is its turn: no contender carries another one's libraries. */
const engine = () => import('./contenders/engine');

const work: Record<ContenderName, (task: Task, atOnce?: number) => Promise<Own>> = {
	auto: async (task, atOnce) => {
		const { mapped, updateWithNode } = await engine();
		return await updateWithNode(task, mapped.automatically, atOnce);
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

interface Work extends Pick<Task, 'url' | 'keys'> {
	name: ContenderName;
	/** 'Max Concurrency' of this node. */
	atOnce?: number;
	/** Whether it says "ready" and waits for a message before it begins, so that several begin together. */
	waits?: boolean;
}

/** One contender, once, in a process of its own: what it has learnt and the memory it took are gone with it. */
void asProcess(async ({ name, atOnce, waits = false, ...task }: Work) => {
	const { getOneMessage, sendMessage } = await import('execa');
	const ready = async () => {
		await Promise.all([getOneMessage(), sendMessage('ready')]);
	};
	const own = await work[name](waits ? { ...task, ready } : task, atOnce);
	await sendMessage({ ...own });
});
