import { describe, expect, it } from 'vitest';
import { cocoText } from '../../../main/learning/data-set-text.ts';

const box = { x: 10, y: 20, width: 30, height: 40 };
const points = [
  { x: 12, y: 30 },
  { x: 30, y: 30.5 },
  { x: 20, y: 40 },
  { x: -2, y: 55 },
  { x: 28, y: 55 },
];
const picture = { id: 7, file: 'a.jpg', width: 100, height: 60 };

describe('a data set as COCO', () => {
  it('gives the points of a face as keypoints, those outside the picture and those that nobody gave as absent', () => {
    const labels = [
      { label: 'face', box, points },
      { label: 'face', box },
    ];
    const { annotations, categories } = JSON.parse(cocoText([{ ...picture, labels }], ['face', 'hand']));
    expect(categories).toEqual([
      {
        id: 1,
        name: 'face',
        keypoints: ['right_eye', 'left_eye', 'nose', 'right_mouth_corner', 'left_mouth_corner'],
        skeleton: [],
      },
      { id: 2, name: 'hand' },
    ]);
    expect(annotations).toMatchObject([
      { id: 1, keypoints: [12, 30, 2, 30, 30.5, 2, 20, 40, 2, 0, 0, 0, 28, 55, 2], num_keypoints: 4 },
      { id: 2, keypoints: Array.from({ length: 15 }, () => 0), num_keypoints: 0 },
    ]);
  });

  it('says nothing of keypoints where there are none', () => {
    const text = cocoText([{ ...picture, labels: [{ label: 'open', box }] }], ['open']);
    expect(text).not.toContain('keypoints');
  });
});
