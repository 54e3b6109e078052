import { Group } from 'konva/lib/Group.js';
import type { Layer } from 'konva/lib/Layer.js';
import { Circle } from 'konva/lib/shapes/Circle.js';
import { Path } from 'konva/lib/shapes/Path.js';
import { Rect } from 'konva/lib/shapes/Rect.js';
import { Text } from 'konva/lib/shapes/Text.js';
import type { Box } from '../../../preload/contract/values.ts';
import { labelWords, markOf, markPaths } from '../../overlay/label-marks.ts';
import { imagePoint, type Placement, type Size, toView } from '../../overlay/space.ts';
import { cornerOf, corners } from './box-geometry.ts';
import type { EditBox } from './editing.ts';
import { edgesInView } from './hand.ts';

export interface Scene {
  readonly boxes: readonly EditBox[];
  readonly selected: number | null;
  readonly labels: readonly string[];
  readonly placement: Placement;
  readonly view: Size;
  /** A box on its way: being drawn, moved or resized. */
  readonly moving: { readonly id: number | null; readonly box: Box } | null;
  /** The class of a box that is being drawn. */
  readonly label: string;
}

const ink = '#0b0e0f';
const tagHeight = 24;
const clearOfHandles = 18;
const font = '"Inter Variable", sans-serif';

function outline(box: EditBox, placement: Placement, colour: string, selected: boolean): readonly Rect[] {
  const { left, top, right, bottom } = edgesInView(placement, box.box);
  const width = selected ? 3 : 2;
  const place = { x: left, y: top, width: right - left, height: bottom - top };
  // A dark casing under the coloured line holds it apart from white copper and black board alike.
  return [
    new Rect({ ...place, stroke: ink, strokeWidth: width * 2.2 }),
    new Rect({
      ...place,
      stroke: colour,
      strokeWidth: width,
      ...(box.by === 'model' ? { dash: [8, 6] } : {}),
      ...(selected ? { fill: `${colour}22` } : {}),
    }),
  ];
}

/** Where the model saw eyes, nose and mouth: not to be moved, so small. */
const spots = ({ points = [] }: EditBox, placement: Placement, colour: string): readonly Circle[] =>
  points.map((point) => {
    const { x, y } = toView(placement, imagePoint(point.x, point.y));
    return new Circle({ x, y, radius: 3, fill: colour, stroke: ink, strokeWidth: 1.5, listening: false });
  });

function tag(box: EditBox, { placement, view, labels }: Scene, away = 4): Group {
  const mark = markOf(box.label, labels);
  const words = new Text({
    text: labelWords(box.label),
    fontFamily: font,
    fontStyle: '600',
    fontSize: 13,
    fill: '#ffffff',
  });
  const score = new Text({
    text: box.score === null ? '' : box.score.toFixed(2),
    fontFamily: font,
    fontStyle: '500',
    fontSize: 13,
    fill: '#c7cecc',
  });
  const scoreWidth = box.score === null ? 0 : score.width() + 7;
  const width = 7 + 11 + 6 + words.width() + scoreWidth + 7;
  const { left, top, bottom } = edgesInView(placement, box.box);
  const above = top - tagHeight - away;
  const group = new Group({
    x: Math.max(0, Math.min(left - 2, view.width - width)),
    y: above >= 0 ? above : Math.min(bottom + away, view.height - tagHeight),
  });
  words.position({ x: 24, y: 6 });
  score.position({ x: 24 + words.width() + 7, y: 6 });
  group.add(
    new Rect({ width, height: tagHeight, cornerRadius: 3, fill: ink }),
    new Path({ x: 12.5, y: tagHeight / 2, scaleX: 11, scaleY: 11, data: markPaths[mark.shape], fill: mark.colour }),
    words,
    score,
  );
  return group;
}

const handles = (box: EditBox, placement: Placement): readonly Circle[] =>
  corners.map((corner) => {
    const { x, y } = toView(placement, cornerOf(box.box, corner));
    const away = 7;
    return new Circle({
      x: corner.endsWith('left') ? x - away : x + away,
      y: corner.startsWith('top') ? y - away : y + away,
      radius: 8,
      fill: '#ffffff',
      stroke: ink,
      strokeWidth: 2.5,
    });
  });

function shown({ boxes, moving, label }: Scene): readonly EditBox[] {
  if (moving === null) return boxes;
  if (moving.id === null) return [...boxes, { id: 0, label, box: moving.box, by: 'person', score: null }];
  return boxes.map((known) =>
    known.id === moving.id ? { ...known, box: moving.box, by: 'person', score: null, points: [] } : known,
  );
}

/** Draws every box anew, the selected one last: some dozens of shapes cost less than keeping them in step. */
export function drawScene(layer: Layer, scene: Scene): void {
  layer.destroyChildren();
  const all = shown(scene);
  const chosen = all.find(({ id }) => id === (scene.moving === null ? scene.selected : (scene.moving.id ?? 0)));
  for (const box of all) {
    if (box === chosen) continue;
    const { colour } = markOf(box.label, scene.labels);
    layer.add(...outline(box, scene.placement, colour, false), ...spots(box, scene.placement, colour));
  }
  for (const box of all) if (box !== chosen) layer.add(tag(box, scene));
  if (chosen !== undefined) {
    const { colour } = markOf(chosen.label, scene.labels);
    layer.add(...outline(chosen, scene.placement, colour, true), ...spots(chosen, scene.placement, colour));
    if (scene.moving === null) layer.add(...handles(chosen, scene.placement), tag(chosen, scene, clearOfHandles));
  }
  layer.draw();
}
