"""Generated boards in memory, and random crops of them as a camera might have seen them."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np

# Boxes carry this margin around the change; it stays the same when a picture is scaled.
MARGIN = 10.0
CROP = 320
# The belt's level between copper (0) and bare board (255), and the bare rim of a board.
BELT = 104
RIM = 10


def load_boards(folders):
    """Every picture as one array [N, H, W], and per picture its boxes [left, top, right, bottom, label]."""
    files, boxes = [], []
    for folder in folders:
        with open(os.path.join(folder, "coco.json"), encoding="utf-8") as file:
            coco = json.load(file)
        of_image = {image["id"]: [] for image in coco["images"]}
        for a in coco["annotations"]:
            x, y, w, h = a["bbox"]
            of_image[a["image_id"]].append((x, y, x + w, y + h, a["category_id"] - 1))
        for image in coco["images"]:
            files.append(os.path.join(folder, image["file_name"]))
            boxes.append(np.array(of_image[image["id"]], np.float32).reshape(-1, 5))
    first = cv2.imread(files[0], cv2.IMREAD_GRAYSCALE)
    pictures = np.empty((len(files), *first.shape), np.uint8)

    def fill(at):
        pictures[at] = cv2.imread(files[at], cv2.IMREAD_GRAYSCALE)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(fill, range(len(files))))
    return pictures, boxes


def turn(picture, boxes, kind):
    """One of the eight ways to turn and mirror a square picture."""
    side = picture.shape[0]
    x0, y0, x1, y1 = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    if kind & 1:
        picture, x0, x1 = picture[:, ::-1], side - x1, side - x0
    if kind & 2:
        picture, y0, y1 = picture[::-1], side - y1, side - y0
    if kind & 4:
        picture, x0, y0, x1, y1 = picture.T, y0, x0, y1, x1
    return picture, np.stack((x0, y0, x1, y1, boxes[:, 4]), 1)


def crop(rng, picture, boxes):
    """A random window, at times slightly larger or smaller than life."""
    scale = float(np.exp(rng.uniform(-0.2, 0.22))) if rng.random() < 0.3 else 1.0
    side = int(round(CROP / scale))
    height, width = picture.shape
    left = int(rng.integers(0, width - side + 1))
    top = int(rng.integers(0, height - side + 1))
    if len(boxes) and rng.random() < 0.35:
        # Now and then aim at a defect, for crops that hold nothing teach little.
        x0, y0, x1, y1, _ = boxes[rng.integers(len(boxes))]
        left = int(np.clip((x0 + x1) / 2 - rng.uniform(0.1, 0.9) * side, 0, width - side))
        top = int(np.clip((y0 + y1) / 2 - rng.uniform(0.1, 0.9) * side, 0, height - side))
    window = picture[top : top + side, left : left + side]
    shifted = boxes.copy()
    shifted[:, [0, 2]] -= left
    shifted[:, [1, 3]] -= top
    if scale != 1.0:
        soft = cv2.resize(window, (CROP, CROP), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        level = rng.uniform(100, 155)
        window = np.where(soft > level, 255, 0).astype(np.uint8) if rng.random() < 0.7 else soft
        keep = MARGIN * (scale - 1)
        shifted[:, :4] *= CROP / side
        shifted[:, :2] += keep
        shifted[:, 2:4] -= keep
    whole = np.prod(shifted[:, 2:4] - shifted[:, :2], 1)
    shifted[:, :4] = shifted[:, :4].clip(0, CROP)
    seen = np.prod((shifted[:, 2:4] - shifted[:, :2]).clip(0), 1)
    return np.ascontiguousarray(window), shifted[seen >= 0.5 * whole]


def lay_belt(rng, window, found):
    """At times the end of one board, a strip of belt and the next board's edge, as between two boards on a line."""
    if rng.random() > 0.15:
        return window
    thick = int(rng.integers(20, 120))
    for _ in range(6):
        top = int(rng.integers(-thick + 1, CROP))
        low, high = top - RIM, top + thick + RIM
        # A change that the strip would cover in part would be neither a defect nor none.
        if np.all((found[:, 3] - MARGIN < low) | (found[:, 1] + MARGIN > high)):
            window = window.copy()
            window[max(0, low) : max(0, high)] = 255
            window[max(0, top) : max(0, top + thick)] = BELT
            return window
    return window


def expose(rng, picture):
    """Light, blur, noise and compression; half the time only what a binarised picture shows."""
    if rng.random() < 0.5:
        out = picture.astype(np.float32)
        if rng.random() < 0.5:
            out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.8))
        dark, light = rng.uniform(0, 90), rng.uniform(140, 255)
        out = dark + out * ((light - dark) / 255)
        if rng.random() < 0.4:
            slope = np.linspace(-1, 1, CROP, dtype=np.float32) * rng.uniform(-0.2, 0.2)
            out *= 1 + (slope[:, None] if rng.random() < 0.5 else slope[None, :])
        if rng.random() < 0.5:
            out += rng.standard_normal(out.shape, dtype=np.float32) * rng.uniform(1, 10)
        picture = np.clip(out, 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 97))])
        picture = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return picture


def make_batch(seed, step, pictures, boxes, size):
    """The batch of one step depends on the seed and the step alone, so that a run can be resumed."""
    rng = np.random.default_rng((seed, step))
    crops = np.empty((size, CROP, CROP), np.uint8)
    truth = []
    for i in range(size):
        at = int(rng.integers(len(pictures)))
        picture, found = turn(pictures[at], boxes[at], int(rng.integers(8)))
        window, found = crop(rng, picture, found)
        crops[i] = expose(rng, lay_belt(rng, window, found))
        truth.append(found)
    most = max(1, max(len(t) for t in truth))
    padded = np.zeros((size, most, 5), np.float32)
    there = np.zeros((size, most), bool)
    for i, found in enumerate(truth):
        padded[i, : len(found)] = found
        there[i, : len(found)] = True
    return crops, padded, there
