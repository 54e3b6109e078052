import type { PictureCard } from '../../preload/contract/model-card.ts';

/** The card of a detector that is not there. */
export const fixtureCard: PictureCard = {
  name: 'pcb-defects',
  version: '1.0.0',
  title: 'Defects of bare circuit boards',
  task: 'detect',
  family: 'yolo-v8',
  file: 'model.onnx',
  bytes: 1_000,
  sha256: '0'.repeat(64),
  licence: 'GPL-3.0-or-later',
  io: {
    input: { name: 'images', layout: 'nchw', width: 640, height: 640, strideMultiple: 32 },
    outputs: [{ name: 'output0', shape: [1, 10, 8_400] }],
  },
  preprocessing: { resize: 'letterbox', padValue: 114, colour: 'rgb', mean: [0, 0, 0], std: [255, 255, 255] },
  labels: ['open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole'],
  thresholds: { score: 0.25, overlap: 0.5, unsure: [0.4, 0.7] },
  provenance: { trainedOn: 'nothing' },
  numbers: [],
};
