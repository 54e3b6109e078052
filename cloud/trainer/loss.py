"""Task-aligned assignment and the three losses: scores, overlap, side distributions."""

import math

import torch
from torch.nn import functional as F

from net import BINS, corners, expected_sides

TOP = 10
SCORE_POWER = 0.5
OVERLAP_POWER = 6.0
WEIGHTS = {"overlap": 7.5, "score": 0.5, "sides": 1.5}


def overlap(a, b, complete=False):
    """IoU of boxes that broadcast against each other; complete IoU when asked."""
    left_top = torch.maximum(a[..., :2], b[..., :2])
    right_bottom = torch.minimum(a[..., 2:], b[..., 2:])
    shared = (right_bottom - left_top).clamp(min=0).prod(-1)
    size_a = (a[..., 2:] - a[..., :2]).clamp(min=1e-6)
    size_b = (b[..., 2:] - b[..., :2]).clamp(min=1e-6)
    iou = shared / (size_a.prod(-1) + size_b.prod(-1) - shared + 1e-7)
    if not complete:
        return iou
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    apart = ((a[..., :2] + a[..., 2:] - b[..., :2] - b[..., 2:]) ** 2).sum(-1) / 4
    shape = 4 / math.pi**2 * (torch.atan(size_b[..., 0] / size_b[..., 1]) - torch.atan(size_a[..., 0] / size_a[..., 1])) ** 2
    with torch.no_grad():
        weight = shape / (1 - iou + shape + 1e-7)
    return iou - apart / ((hull**2).sum(-1) + 1e-7) - weight * shape


@torch.no_grad()
def assign(scores, boxes, places, truth_boxes, truth_labels, truth_there):
    """Gives each place at most one true box; returns its index, who is chosen, and soft targets."""
    batch, count, _ = boxes.shape
    inside = torch.minimum(
        places[None, None] - truth_boxes[:, :, None, :2], truth_boxes[:, :, None, 2:] - places[None, None]
    ).amin(-1) > 1e-6
    inside &= truth_there[:, :, None]
    iou = overlap(boxes[:, None], truth_boxes[:, :, None]).clamp(min=0) * inside
    of_label = scores.transpose(1, 2).gather(1, truth_labels[:, :, None].expand(-1, -1, count))
    metric = of_label.pow(SCORE_POWER) * iou.pow(OVERLAP_POWER) * inside
    best, at = metric.topk(min(TOP, count), -1)
    chosen = torch.zeros_like(metric, dtype=torch.bool).scatter_(-1, at, best > 1e-9) & inside
    # A place wanted by several boxes goes to the one that it overlaps most.
    owner = torch.where(chosen, iou, torch.full_like(iou, -1.0)).argmax(1)
    taken = chosen.any(1)
    mine = F.one_hot(owner, truth_boxes.shape[1]).transpose(1, 2).bool() & chosen
    metric = metric * mine
    scale = (iou * mine).amax(-1, keepdim=True) / (metric.amax(-1, keepdim=True) + 1e-9)
    quality = (metric * scale).amax(1)
    return owner, taken, quality


def detection_loss(output, truth_boxes, truth_labels, truth_there):
    side, score, places, strides = output
    distances = expected_sides(side.float())
    boxes = corners(distances, places, strides)
    owner, taken, quality = assign(
        score.detach().float().sigmoid(), boxes.detach(), places, truth_boxes, truth_labels, truth_there
    )
    target = torch.zeros_like(score, dtype=torch.float32)
    label = truth_labels.gather(1, owner)
    target.scatter_(2, label[..., None], (quality * taken)[..., None])
    total = target.sum().clamp(min=1.0)
    score_loss = F.binary_cross_entropy_with_logits(score.float(), target, reduction="sum") / total
    if not taken.any():
        zero = side.sum() * 0
        return score_loss * WEIGHTS["score"] + zero, (float(score_loss), 0.0, 0.0)
    weight = quality[taken]
    goal = truth_boxes.gather(1, owner[..., None].expand(-1, -1, 4))[taken]
    overlap_loss = ((1 - overlap(boxes[taken], goal, complete=True)) * weight).sum() / total
    place = places[None].expand(side.shape[0], -1, -1)[taken]
    stride = strides[None].expand(side.shape[0], -1, -1)[taken]
    reach = torch.cat((place - goal[:, :2], goal[:, 2:] - place), -1) / stride
    reach = reach.clamp(0, BINS - 1.01)
    low = reach.floor()
    high_share = reach - low
    logits = side[taken].float().reshape(-1, BINS)
    low_loss = F.cross_entropy(logits, low.long().reshape(-1), reduction="none").reshape(-1, 4)
    high_loss = F.cross_entropy(logits, low.long().reshape(-1) + 1, reduction="none").reshape(-1, 4)
    sides_loss = ((low_loss * (1 - high_share) + high_loss * high_share).mean(-1) * weight).sum() / total
    loss = (
        WEIGHTS["overlap"] * overlap_loss + WEIGHTS["score"] * score_loss + WEIGHTS["sides"] * sides_loss
    )
    return loss, (float(score_loss), float(overlap_loss), float(sides_loss))
