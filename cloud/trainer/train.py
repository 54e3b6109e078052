"""Trains the detector on generated boards. Run again with the same --out to go on where it stopped."""

import argparse
import copy
import math
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import torch

from data import load_boards, make_batch
from export_onnx import export
from from_onnx import BATCHES, load_from_onnx
from loss import detection_loss
from net import Detector


def learning_rate(step, steps, warm, peak):
    if step < warm:
        return peak * (step + 1) / warm
    share = min(1.0, (step - warm) / max(1, steps - warm))
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share)))


def make_optimiser(model):
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    return torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.03}, {"params": plain, "weight_decay": 0.0}], lr=1e-3
    )


@torch.no_grad()
def follow(average, model, step):
    """A moving average of all weights, short at first and long later."""
    keep = 0.9985 * (1 - math.exp(-(step + 1) / 200))
    for mine, theirs in zip(average.state_dict().values(), model.state_dict().values()):
        if mine.dtype.is_floating_point:
            mine.mul_(keep).add_(theirs, alpha=1 - keep)
        else:
            mine.copy_(theirs)


def as_images(crops, device):
    """Grey pictures in three equal channels, as the station hands them over."""
    images = (torch.from_numpy(crops).to(device).float() / 255)[:, None].expand(-1, 3, -1, -1)
    return images.contiguous(memory_format=torch.channels_last)


def save(path, model, average, optimiser, step):
    state = {
        "model": model.state_dict(),
        "average": average.state_dict(),
        "optimiser": optimiser.state_dict(),
        "step": step,
    }
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", required=True, help="folders with coco.json of generated boards")
    parser.add_argument("--out", required=True, help="folder for checkpoint.pt and model.onnx")
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-every", type=int, default=250)
    parser.add_argument("--start", help="published model.onnx to go on from; left out: from scratch")
    parser.add_argument("--hold", action="store_true", help="leave the first two stages as they are: a quarter less work")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    os.makedirs(args.out, exist_ok=True)
    pictures, boxes = load_boards(args.data)
    checkpoint = os.path.join(args.out, "checkpoint.pt")
    model = Detector()
    if args.start and not os.path.exists(checkpoint):
        # Batches that no step of this run uses.
        shown = (make_batch(args.seed, args.steps + i, pictures, boxes, args.batch)[0] for i in range(BATCHES))
        model = load_from_onnx(args.start, (as_images(crops, "cpu") for crops in shown))
    model = model.to(device).to(memory_format=torch.channels_last)
    average = copy.deepcopy(model).eval()
    optimiser = make_optimiser(model)
    first = 0
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, map_location=device)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["step"]
    print(f"{len(pictures)} boards, {sum(p.numel() for p in model.parameters())} parameters, from step {first}", flush=True)
    model.train()
    if args.hold:
        for stage in (model.stem, model.stage2):
            stage.requires_grad_(False).eval()
    began, seen = time.time(), [0.0, 0.0, 0.0]
    # The next batch is made while the net works on this one.
    maker = ThreadPoolExecutor(1)

    def ask(step):
        return maker.submit(make_batch, args.seed, step, pictures, boxes, args.batch)

    coming = ask(first)
    stop = []
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: stop.append(True))
    for step in range(first, args.steps):
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(step, args.steps, 200, args.rate)
        crops, truth, there = coming.result()
        coming = ask(step + 1)
        images = as_images(crops, device)
        truth = torch.from_numpy(truth).to(device)
        there = torch.from_numpy(there).to(device)
        loss, parts = detection_loss(model(images), truth[..., :4], truth[..., 4].long(), there)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimiser.step()
        follow(average, model, step)
        seen = [0.98 * s + 0.02 * p for s, p in zip(seen, parts)]
        if (step + 1) % 50 == 0:
            pace = (time.time() - began) / (step + 1 - first)
            print(f"step {step + 1}/{args.steps} score {seen[0]:.3f} overlap {seen[1]:.3f} sides {seen[2]:.3f} {pace:.3f} s/step", flush=True)
        if stop or (step + 1) % args.save_every == 0 or step + 1 == args.steps:
            save(checkpoint, model, average, optimiser, step + 1)
            export(copy.deepcopy(average).cpu(), os.path.join(args.out, "model.onnx"))
        if stop:
            print(f"stopped after step {step + 1}; run again to go on", flush=True)
            return


if __name__ == "__main__":
    main()
