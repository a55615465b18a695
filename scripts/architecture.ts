/**
 * `npm run architecture`: draws docs/images/architecture-light.svg and -dark.svg from the imports of nodes/ and credentials/,
 * one box for each room and one line for all imports between two rooms.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CREDENTIALS, FLOORS, type Import, readImports, roomOf, sourcesIn } from '../tools/house';

const themes = {
	light: {
		page: '#ffffff',
		box: '#f6f8fa',
		text: '#1f2328',
		faint: '#59636e',
		border: '#d1d9e0',
		up: '#cf222e',
		rooms: ['#8250df', '#0969da', '#1a7f37', '#9a6700', '#bc4c00', '#59636e', '#bf3989'],
	},
	dark: {
		page: '#0d1117',
		box: '#161b22',
		text: '#e6edf3',
		faint: '#9198a1',
		border: '#3d444d',
		up: '#ff7b72',
		rooms: ['#d2a8ff', '#79c0ff', '#7ee787', '#e3b341', '#ffa657', '#b1bac4', '#ff9bce'],
	},
};

type Theme = keyof typeof themes;
type Side = 'left' | 'right';

/** All imports from one room into another one. */
interface Arrow {
	from: string;
	to: string;
	count: number;
}

/** An arrow beside the boxes: its lane is 0 next to them. */
interface Lane extends Arrow {
	side: Side;
	lane: number;
}

const WIDTH = 860;
const LEFT = 112;
const BOX = 424;
const TOP = 64;
const HEIGHT = 84;
const GAP = 44;
const LANE = 32;
const FIRST_LANE = 30;
const PORT = 12;
/** Of the top floor: credentials/ stands left of the nodes. */
const CREDENTIALS_WIDTH = 136;
const SPACE = 16;

const floorOf = (room: string) =>
	Math.max(
		0,
		FLOORS.findIndex(({ name }) => name === room),
	);
const topOf = (floor: number) => TOP + floor * (HEIGHT + GAP);

/** The imports between rooms, counted. Those within a room are left out. */
export function arrowsBetween(imports: Import[]): Arrow[] {
	const arrows = new Map<string, Arrow>();
	for (const { from, to } of imports.map((one) => ({
		from: roomOf(one.from),
		to: roomOf(one.to),
	}))) {
		if (from === to) continue;
		const arrow = arrows.get(`${from} ${to}`) ?? { from, to, count: 0 };
		arrow.count += 1;
		arrows.set(`${from} ${to}`, arrow);
	}
	return [...arrows.values()];
}

/** The picture. Imports that run up, which there should not be, are dashed and red. */
export function drawn(files: string[], imports: Import[], theme: Theme): string {
	const colors = themes[theme];
	const arrows = arrowsBetween(imports);
	/** The names that the credentials have on the screen are for every room. */
	const isOfCredentials = ({ from, to }: Arrow) => [from, to].includes(CREDENTIALS.name);
	const isUp = (arrow: Arrow) => !isOfCredentials(arrow) && floorOf(arrow.to) < floorOf(arrow.from);
	const isStep = (arrow: Arrow) =>
		!isOfCredentials(arrow) && floorOf(arrow.to) === floorOf(arrow.from) + 1;
	const beside = (arrow: Arrow) => isUp(arrow) || isOfCredentials(arrow);
	const lanes = [
		...inLanes(arrows.filter(beside), 'left'),
		...inLanes(
			arrows.filter((arrow) => !beside(arrow) && !isStep(arrow)),
			'right',
		),
	];
	const colorOf = (arrow: Arrow) =>
		isUp(arrow)
			? colors.up
			: colors.rooms[arrow.from === CREDENTIALS.name ? FLOORS.length : floorOf(arrow.from)];
	const height = topOf(FLOORS.length) - GAP + 24;
	const heading = 'Which room imports which';
	const legend = `the numbers count imports${arrows.some(isUp) ? ', dashed ones break the rule' : ''}`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="13">
<title>${heading}</title>
<rect width="100%" height="100%" rx="8" fill="${colors.page}"/>
${text(16, 34, heading, `fill="${colors.text}" font-size="17" font-weight="600"`)}
${text(WIDTH - 16, 34, legend, `fill="${colors.faint}" text-anchor="end"`)}
${lanes.map((lane) => drawnLane(lane, lanes, colorOf(lane), isUp(lane), colors)).join('\n')}
${arrows
	.filter(isStep)
	.map((arrow) => drawnStep(arrow, colorOf(arrow), colors))
	.join('\n')}
${FLOORS.map((room, floor) => drawnRoom(room, floor, files, colors)).join('\n')}
${drawnRoom(CREDENTIALS, FLOORS.length, files, colors)}
</svg>
`;
}

/** The shortest next to the boxes; two that do not pass the same gap share a lane. */
function inLanes(arrows: Arrow[], side: Side): Lane[] {
	const lanes: Lane[] = [];
	const span = ({ from, to }: Arrow) => Math.abs(floorOf(to) - floorOf(from));
	const upper = ({ from, to }: Arrow) => Math.min(floorOf(from), floorOf(to));
	const sorted = [...arrows].sort((a, b) => span(a) - span(b) || upper(a) - upper(b));
	for (const arrow of sorted) {
		const isFree = (lane: number) =>
			lanes.every(
				(other) =>
					other.lane !== lane ||
					upper(other) >= upper(arrow) + span(arrow) ||
					upper(arrow) >= upper(other) + span(other),
			);
		let lane = 0;
		while (!isFree(lane)) lane += 1;
		lanes.push({ ...arrow, side, lane });
	}
	return lanes;
}

/** Where a lane meets its boxes: what comes from above over what goes down, and the outer lane outside. */
function portOf(lane: Lane, lanes: Lane[], room: string): number {
	const floor = floorOf(room);
	const isCredentials = room === CREDENTIALS.name;
	const farOf = ({ from, to }: Lane) => (from === room ? floorOf(to) : floorOf(from));
	const here = lanes
		.filter(({ side, from, to }) => side === lane.side && (from === room || to === room))
		.sort((a, b) => {
			const [isAAbove, isBAbove] = [farOf(a) < floor, farOf(b) < floor];
			if (isAAbove !== isBAbove) return isAAbove ? -1 : 1;
			return isAAbove ? a.lane - b.lane : b.lane - a.lane;
		});
	const middle = topOf(floor) + HEIGHT / 2;
	return isCredentials && here.length === 1
		? middle
		: middle + (here.indexOf(lane) - (here.length - 1) / 2) * PORT;
}

function drawnLane(
	lane: Lane,
	lanes: Lane[],
	color: string,
	isUp: boolean,
	colors: (typeof themes)[Theme],
): string {
	const sign = lane.side === 'right' ? 1 : -1;
	const edge = lane.side === 'right' ? LEFT + BOX : LEFT;
	const x = edge + sign * (FIRST_LANE + lane.lane * (lane.side === 'right' ? LANE : LANE - 4));
	const start = portOf(lane, lanes, lane.from);
	const end = portOf(lane, lanes, lane.to);
	const down = end > start ? 1 : -1;
	const round = 8;
	const path =
		`M${edge} ${start}H${x - sign * round}q${sign * round} 0 ${sign * round} ${down * round}` +
		`V${end - down * round}q0 ${down * round} ${-sign * round} ${down * round}H${edge + sign * 7}`;
	const upper = Math.min(floorOf(lane.from), floorOf(lane.to));
	const lower = Math.max(floorOf(lane.from), floorOf(lane.to));
	const gap = Math.floor((upper + lower - 1) / 2);
	const y = topOf(gap) + HEIGHT + GAP / 2;
	return [
		`<path d="${path}" fill="none" stroke="${colors.page}" stroke-width="${weight(lane) + 5}"/>`,
		`<path d="${path}" fill="none" stroke="${color}" stroke-width="${weight(lane)}"${isUp ? ' stroke-dasharray="5 4"' : ''}/>`,
		`<path d="M${edge + sign} ${end}l${sign * 9} -5v10z" fill="${color}"/>`,
		label(x, y, lane.count, color, colors),
	].join('');
}

/** To the room on the floor below. */
function drawnStep(arrow: Arrow, color: string, colors: (typeof themes)[Theme]): string {
	const x = LEFT + CREDENTIALS_WIDTH + SPACE + (BOX - CREDENTIALS_WIDTH - SPACE) / 2;
	const start = topOf(floorOf(arrow.from)) + HEIGHT;
	return [
		`<path d="M${x} ${start}v${GAP - 7}" stroke="${color}" stroke-width="${weight(arrow)}"/>`,
		`<path d="M${x} ${start + GAP - 1}l-5 -9h10z" fill="${color}"/>`,
		label(x, start + GAP / 2 - 3, arrow.count, color, colors),
	].join('');
}

const weight = ({ count }: Arrow) => Number((1.2 + Math.sqrt(count) / 3).toFixed(1));

function label(
	x: number,
	y: number,
	count: number,
	color: string,
	colors: (typeof themes)[Theme],
): string {
	const width = 10 + 7 * String(count).length;
	return [
		`<rect x="${x - width / 2}" y="${y - 9}" width="${width}" height="18" rx="9" fill="${colors.page}"/>`,
		text(
			x,
			y + 4,
			String(count),
			`fill="${color}" font-size="12" font-weight="600" text-anchor="middle"`,
		),
	].join('');
}

function drawnRoom(
	{ name, title, knows }: (typeof FLOORS)[number],
	index: number,
	files: string[],
	colors: (typeof themes)[Theme],
): string {
	const inRoom = files.filter((file) => roomOf(file) === name);
	const y = topOf(floorOf(name));
	const isNodes = name === 'nodes';
	const isCredentials = name === CREDENTIALS.name;
	const x = isNodes ? LEFT + CREDENTIALS_WIDTH + SPACE : LEFT;
	const width = isNodes ? BOX - CREDENTIALS_WIDTH - SPACE : isCredentials ? CREDENTIALS_WIDTH : BOX;
	const count = `${inRoom.length} ${inRoom.length === 1 ? 'file' : 'files'}`;
	const second = isCredentials ? count : knows;
	const third = name === 'resources' ? resourcesIn(inRoom).join(' · ') : '';
	const middle = y + HEIGHT / 2 + (third ? -8 : 0);
	return [
		`<rect x="${x}" y="${y}" width="${width}" height="${HEIGHT}" rx="8" fill="${colors.box}" stroke="${colors.border}"/>`,
		`<rect x="${x}" y="${y + 12}" width="4" height="${HEIGHT - 24}" rx="2" fill="${colors.rooms[index]}"/>`,
		text(x + 20, middle - 5, title, `fill="${colors.text}" font-size="15" font-weight="600"`),
		text(x + 20, middle + 16, second, `fill="${colors.faint}"`),
		third ? text(x + 20, middle + 35, third, `fill="${colors.rooms[index]}"`) : '',
		isCredentials
			? ''
			: text(x + width - 16, middle - 5, count, `fill="${colors.faint}" text-anchor="end"`),
	].join('');
}

/** The folders of resources/, which are the resources. */
const resourcesIn = (files: string[]) => [
	...new Set(files.map((file) => file.split('/')).flatMap((path) => (path[4] ? [path[3]] : []))),
];

const text = (x: number, y: number, content: string, style: string) =>
	`<text x="${x}" y="${y}" ${style}>${content}</text>`;

if (require.main === module) {
	const folders = ['nodes', 'credentials'];
	const files = folders.flatMap(sourcesIn);
	for (const theme of ['light', 'dark'] as const) {
		const file = join(__dirname, '..', 'docs', 'images', `architecture-${theme}.svg`);
		writeFileSync(file, drawn(files, readImports(folders), theme));
	}
	console.log('Drew docs/images/architecture-light.svg and architecture-dark.svg.');
}
