"""Golden answers for CompactBundleIT: the network of @vladmandic/human faceres.json, computed with numpy alone.

python make_compact_golden.py PACKAGE/models/faceres.json > compact_golden.json
Follows the nodes of the TensorFlow.js graph (NHWC, float32), not the ONNX files.
"""

import base64
import json
import pathlib
import sys

import numpy as np

MEAN = np.array([103.939, 116.779, 123.68], np.float32)
PRESENT = [0, 1, 3]


def tensors(path, model):
    loaded, offset = {}, 0
    (group,) = model["weightsManifest"]
    data = (path.parent / group["paths"][0]).read_bytes()
    for weight in group["weights"]:
        kind = "<f2" if "quantization" in weight else {"float32": "<f4", "int32": "<i4"}[weight["dtype"]]
        count = int(np.prod(weight["shape"], dtype=int))
        values = np.frombuffer(data, kind, count, offset)
        loaded[weight["name"]] = values.astype("i4" if kind == "<i4" else "f4").reshape(weight["shape"])
        offset += values.nbytes
    assert offset == len(data)
    return loaded


def same_patches(x, size, stride):
    height, width = -(-x.shape[0] // stride), -(-x.shape[1] // stride)
    total = [max((out - 1) * stride + size - n, 0) for out, n in zip((height, width), x.shape)]
    x = np.pad(x, [(t // 2, t - t // 2) for t in total] + [(0, 0)])
    for i in range(size):
        for j in range(size):
            yield i, j, x[i : i + (height - 1) * stride + 1 : stride, j : j + (width - 1) * stride + 1 : stride]


def evaluate(model, weights, image):
    values = {"input_1": image, **weights}
    for node in model["modelTopology"]["node"]:
        op, name, attributes = node["op"], node["name"], node.get("attr", {})
        if op in ("Const", "Placeholder"):
            continue
        args = [values[i.split(":")[0]] for i in node["input"]]
        if op in ("Conv2D", "DepthwiseConv2dNative"):
            assert base64.b64decode(attributes["padding"]["s"]) == b"SAME"
            stride = int(attributes["strides"]["list"]["i"][1])
            x, kernel = args
            if op == "Conv2D":
                out = sum(patch @ kernel[i, j] for i, j, patch in same_patches(x, kernel.shape[0], stride))
            else:
                out = sum(patch * kernel[i, j, :, 0] for i, j, patch in same_patches(x, kernel.shape[0], stride))
        elif op in ("Add", "AddV2"):
            out = args[0] + args[1]
        elif op == "Mul":
            out = args[0] * args[1]
        elif op == "Relu":
            out = np.maximum(args[0], 0)
        elif op == "Minimum":
            out = np.minimum(*args)
        elif op == "Maximum":
            out = np.maximum(*args)
        elif op == "Mean":
            out = args[0].mean((0, 1))
        elif op == "_FusedMatMul":
            out = args[0] @ args[1] + args[2]
            if len(attributes["fused_ops"]["list"]["s"]) == 2:
                out = np.maximum(out, 0)
        elif op == "Sigmoid":
            out = 1 / (1 + np.exp(-args[0]))
        elif op == "Softmax":
            out = np.exp(args[0] - args[0].max())
            out = out / out.sum()
        elif op in ("Identity", "Reshape", "Squeeze"):
            out = args[0]
        else:
            raise ValueError(op)
        values[name] = out
    return values["global_pooling/Mean"], values["gender_pred/Sigmoid"], values["age_pred/Softmax"]


def image(slot):
    y, x, channel = np.meshgrid(range(224), range(224), range(3), indexing="ij")
    pixels = (y * x // (9 + slot) + 37 * channel + 2 * y + 29 * slot) % 256
    return pixels.astype(np.float32) - MEAN


path = pathlib.Path(sys.argv[1])
model = json.loads(path.read_text())
answers = [evaluate(model, tensors(path, model), image(slot)) for slot in PRESENT]
ages = np.mean([age for _, _, age in answers], 0)
print(
    json.dumps(
        {
            "features": [[float(f"{v:.6g}") for v in features] for features, _, _ in answers],
            "male": float(np.mean([male for _, male, _ in answers])),
            "years": float(np.sum(ages * (np.arange(100) + 0.5))),
        }
    )
)
