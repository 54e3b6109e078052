"""A nano detector: three strides, anchor-free, box sides as distributions over distances."""

import torch
from torch import nn
from torch.nn import functional as F

STRIDES = (8, 16, 32)
BINS = 12
LABELS = ("open", "short", "mousebite", "spur", "copper", "pin-hole")


class Conv(nn.Module):
    """Convolution, batch norm, leaky ReLU: what inference runtimes fuse into one operation."""

    def __init__(self, taken, given, size=1, stride=1, groups=1):
        super().__init__()
        self.conv = nn.Conv2d(taken, given, size, stride, size // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(given, eps=1e-3, momentum=0.03)

    def forward(self, x):
        return F.leaky_relu(self.norm(self.conv(x)), 0.1, inplace=True)


class Block(nn.Module):
    """Splits the channels, refines one half step by step and joins every step again."""

    def __init__(self, taken, given, depth=1, shortcut=True):
        super().__init__()
        half = given // 2
        self.enter = Conv(taken, 2 * half)
        self.steps = nn.ModuleList(
            nn.Sequential(Conv(half, half, 3), Conv(half, half, 3)) for _ in range(depth)
        )
        self.leave = Conv((2 + depth) * half, given)
        self.shortcut = shortcut

    def forward(self, x):
        parts = list(self.enter(x).chunk(2, 1))
        for step in self.steps:
            refined = step(parts[-1])
            parts.append(parts[-1] + refined if self.shortcut else refined)
        return self.leave(torch.cat(parts, 1))


class Pyramid(nn.Module):
    """Pools three times over 5 pixels, so that the last stage sees far."""

    def __init__(self, channels):
        super().__init__()
        self.enter = Conv(channels, channels // 2)
        self.leave = Conv(channels * 2, channels)

    def forward(self, x):
        parts = [self.enter(x)]
        for _ in range(3):
            parts.append(F.max_pool2d(parts[-1], 5, 1, 2))
        return self.leave(torch.cat(parts, 1))


class Head(nn.Module):
    """Scores and box sides for one stride."""

    def __init__(self, taken, classes, stride):
        super().__init__()
        width = 48 if stride == 8 else 64
        self.enter = Conv(taken, width, 3)
        self.score = nn.Sequential(Conv(width, width, 3, groups=width), Conv(width, width), nn.Conv2d(width, classes, 1))
        self.sides = nn.Sequential(Conv(width, width, 3, groups=width), Conv(width, width), nn.Conv2d(width, 4 * BINS, 1))
        # So that at first about one place in a hundred claims to be something.
        nn.init.constant_(self.score[-1].bias, -4.6)
        nn.init.constant_(self.sides[-1].bias, 1.0)

    def forward(self, x):
        x = self.enter(x)
        return self.sides(x), self.score(x)


class Detector(nn.Module):
    def __init__(self, classes=len(LABELS)):
        super().__init__()
        self.classes = classes
        self.stem = Conv(3, 16, 3, 2)
        self.stage2 = nn.Sequential(Conv(16, 24, 3, 2), Block(24, 24))
        self.stage3 = nn.Sequential(Conv(24, 48, 3, 2), Block(48, 48, 2))
        self.stage4 = nn.Sequential(Conv(48, 80, 3, 2), Block(80, 80, 2))
        self.stage5 = nn.Sequential(Conv(80, 128, 3, 2), Block(128, 128), Pyramid(128))
        self.up4 = Block(128 + 80, 80, shortcut=False)
        self.up3 = Block(80 + 48, 48, shortcut=False)
        self.down4 = Conv(48, 48, 3, 2)
        self.join4 = Block(48 + 80, 80, shortcut=False)
        self.down5 = Conv(80, 80, 3, 2)
        self.join5 = Block(80 + 128, 128, shortcut=False)
        self.heads = nn.ModuleList(Head(c, classes, s) for c, s in zip((48, 80, 128), STRIDES))

    def features(self, x):
        c3 = self.stage3(self.stage2(self.stem(x)))
        c4 = self.stage4(c3)
        c5 = self.stage5(c4)
        p4 = self.up4(torch.cat((F.interpolate(c5, scale_factor=2.0, mode="nearest"), c4), 1))
        p3 = self.up3(torch.cat((F.interpolate(p4, scale_factor=2.0, mode="nearest"), c3), 1))
        n4 = self.join4(torch.cat((self.down4(p3), p4), 1))
        n5 = self.join5(torch.cat((self.down5(n4), c5), 1))
        return p3, n4, n5

    def forward(self, x):
        """Raw sides [B, N, 4, BINS], raw scores [B, N, C], places [N, 2] and strides [N, 1]."""
        sides, scores, places, strides = [], [], [], []
        for feature, head, stride in zip(self.features(x), self.heads, STRIDES):
            side, score = head(feature)
            rows, columns = side.shape[2], side.shape[3]
            sides.append(side.flatten(2).transpose(1, 2))
            scores.append(score.flatten(2).transpose(1, 2))
            y = torch.arange(rows, device=x.device, dtype=torch.float32) + 0.5
            x_ = torch.arange(columns, device=x.device, dtype=torch.float32) + 0.5
            grid = torch.stack((x_[None, :].expand(rows, columns), y[:, None].expand(rows, columns)), 2)
            places.append(grid.reshape(-1, 2) * stride)
            strides.append(torch.full_like(places[-1][:, :1], float(stride)))
        side = torch.cat(sides, 1)
        side = side.reshape(side.shape[0], -1, 4, BINS)
        return side, torch.cat(scores, 1), torch.cat(places), torch.cat(strides)


def expected_sides(side):
    """The mean distance of each side, in strides."""
    bins = torch.arange(BINS, device=side.device, dtype=side.dtype)
    return (side.softmax(-1) * bins).sum(-1)


def corners(distances, places, strides):
    """Boxes as left, top, right, bottom in pixels."""
    reach = distances * strides
    return torch.cat((places - reach[..., :2], places + reach[..., 2:]), -1)


class Exported(nn.Module):
    """What the ONNX file computes: [B, 4 + C, N] with cx, cy, w, h in pixels and scores 0 to 1."""

    def __init__(self, detector):
        super().__init__()
        self.detector = detector

    def forward(self, images):
        side, score, places, strides = self.detector(images)
        box = corners(expected_sides(side), places, strides)
        left_top, right_bottom = box[..., :2], box[..., 2:]
        centre_size = torch.cat(((left_top + right_bottom) / 2, right_bottom - left_top), -1)
        return torch.cat((centre_size, score.sigmoid()), -1).transpose(1, 2)
