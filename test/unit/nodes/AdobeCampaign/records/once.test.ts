import type { IDataObject } from 'n8n-workflow';

import { onceAnExecution } from '../../../../../nodes/AdobeCampaign/records/once';
import { scene } from '../campaign';

/** Two tries of one execution, and how often the work was done. */
async function twice(more: Parameters<typeof scene>[1] = {}) {
	const kept: IDataObject = {};
	let times = 0;
	const work = async () => await Promise.resolve({ times: ++times, name: 'Ines' });
	const tries = [scene({}, { kept, ...more }), scene({}, { kept, ...more })];
	const outputs: IDataObject[] = [];
	for (const { item } of tries) {
		outputs.push(await onceAnExecution(item, work, ({ times: done }) => ({ times: done })));
	}
	return { outputs, hints: tries[1].hints(), kept };
}

it('is done once in all tries of an execution, and keeps nothing personal', async () => {
	const { outputs, hints, kept } = await twice();

	expect(outputs).toEqual([{ times: 1, name: 'Ines' }, { times: 1 }]);
	expect(hints).toEqual(['This was done by an earlier try of this execution, and not again']);
	expect(JSON.stringify(kept)).not.toContain('Ines');
});

it('is done each time that a tool is called', async () => {
	const { outputs, hints } = await twice({ node: { type: 'x.adobeCampaignTool' } });

	expect(outputs.map(({ times }) => times)).toEqual([1, 2]);
	expect(hints).toEqual([]);
});
