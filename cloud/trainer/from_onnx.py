"""Reads published weights back into the net, so that training can go on from them without their checkpoint."""

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from net import Conv, Detector

# A few batches say well enough how large each channel's values are.
BATCHES = 8


def _in_order(detector):
    """The convolutions in the order in which they run, which is the order of the file's nodes."""
    order, hooks = [], []
    for module in detector.modules():
        if isinstance(module, nn.Conv2d):
            hooks.append(module.register_forward_hook(lambda m, _in, _out: order.append(m)))
    with torch.no_grad():
        detector.eval()(torch.zeros(1, 3, 64, 64))
    for hook in hooks:
        hook.remove()
    return order


def _read(path):
    """Weights and offset of each convolution; batch norms were folded into them when the file was written."""
    graph = onnx.load(path).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    nodes = [n for n in graph.node if n.op_type == "Conv"]
    return [tuple(torch.from_numpy(np.array(stored[name])) for name in n.input[1:3]) for n in nodes]


def _unfold(conv, norm, weight, offset, mean, variance):
    """Splits folded weights into a convolution of the usual size and a norm that gives the same values."""
    # A norm makes the size of what comes before it meaningless; unit filters learn at an even pace.
    size = weight.flatten(1).norm(dim=1).clamp(min=1e-6)
    conv.weight.copy_(weight / size[:, None, None, None])
    mean, variance = mean / size, variance / size**2
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_(size * torch.sqrt(variance + norm.eps))
    norm.bias.copy_(offset + size * mean)


@torch.no_grad()
def load_from_onnx(path, batches):
    """`batches` gives pictures [B, 3, H, W]; training begins with their statistics, which the file no longer holds."""
    detector = Detector()
    order, read = _in_order(detector), _read(path)
    if len(order) != len(read):
        raise ValueError(f"Expected {len(order)} convolutions in {path}, got {len(read)}")
    norm_of = {m.conv: m.norm for m in detector.modules() if isinstance(m, Conv)}
    for conv, (weight, offset) in zip(order, read):
        conv.weight.copy_(weight)
        if conv in norm_of:
            norm = norm_of[conv]
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
            norm.weight.fill_(1)
            norm.bias.copy_(offset)
        else:
            conv.bias.copy_(offset)
    sums = {conv: [0.0, 0.0, 0] for conv in norm_of}

    def count(conv, _in, out):
        kept = sums[conv]
        kept[0] = kept[0] + out.double().sum((0, 2, 3))
        kept[1] = kept[1] + out.double().pow(2).sum((0, 2, 3))
        kept[2] += out.numel() // out.shape[1]

    hooks = [conv.register_forward_hook(count) for conv in norm_of]
    for images in batches:
        detector(images)
    for hook in hooks:
        hook.remove()
    for conv, (weight, offset) in zip(order, read):
        if conv in norm_of:
            total, squares, n = sums[conv]
            mean = total / n
            _unfold(conv, norm_of[conv], weight, offset, mean.float(), (squares / n - mean**2).clamp(min=1e-8).float())
    return detector
