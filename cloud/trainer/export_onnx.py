"""Writes a checkpoint's averaged weights as one ONNX file: images -> output0, height and width free."""

import argparse
import warnings

import torch

from net import Detector, Exported


def export(detector, path):
    model = Exported(detector.eval())
    kwargs = {"dynamo": False} if "dynamo" in torch.onnx.export.__code__.co_varnames else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            torch.zeros(1, 3, 640, 640),
            path,
            input_names=["images"],
            output_names=["output0"],
            dynamic_axes={"images": {0: "batch", 2: "height", 3: "width"}, "output0": {0: "batch", 2: "places"}},
            opset_version=17,
            **kwargs,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", help="left out: an untrained net from seed 0")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    detector = Detector()
    if args.checkpoint:
        detector.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["average"])
    export(detector, args.out)


if __name__ == "__main__":
    main()
