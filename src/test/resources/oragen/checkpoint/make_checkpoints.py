"""Makes the checkpoints of this folder, as PyTorch writes them (made with torch 1.13.1)."""
import collections
import os
import pathlib
import sys

import torch

folder = pathlib.Path(__file__).parent
if len(sys.argv) > 1:
    folder = pathlib.Path(sys.argv[1])

base = torch.arange(24, dtype=torch.float32) * 0.5
state = collections.OrderedDict(
    plain=base.reshape(2, 3, 4).clone(),
    half=(torch.arange(6) * 0.25 - 0.5).half(),
    brain=(torch.arange(6) * 2.0 - 4.0).bfloat16(),
    transposed=base.reshape(4, 6).t(),
    sliced=base[5:9],
    scalar=torch.tensor(7.0),
    counter=torch.tensor([3, 4]),
)
state._metadata = collections.OrderedDict(version=1)
torch.save(
    {"epoch": 3, "model_state_dict": state, "best": torch.tensor(0.5).numpy().reshape(1)[0], "name": "test"},
    folder / "state.pt",
)

network = torch.nn.Linear(3, 2)
with torch.no_grad():
    network.weight.copy_(torch.arange(6.0).reshape(2, 3))
    network.bias.copy_(torch.tensor([0.5, -0.5]))
torch.save(network.state_dict(), folder / "bare.pt")
torch.save(dict(network.named_parameters()), folder / "parameters.pt")
torch.save(network.state_dict(), folder / "legacy.pt", _use_new_zipfile_serialization=False)


def parameters(shapes, draw):
    return collections.OrderedDict((name, draw(shape)) for name, shape in shapes.items())


def linear(shapes, name, inputs, outputs, bias=True):
    shapes[name + ".weight"] = (outputs, inputs)
    if bias:
        shapes[name + ".bias"] = (outputs,)


def norm(shapes, name, width):
    shapes[name + ".weight"] = (width,)
    shapes[name + ".bias"] = (width,)


def audio_shapes(width=16, channels=8, prefix="hubert."):
    """The audio model with HuBERT's prefix, one layer of width 16, and PyTorch 2's spelling of the weight norm."""
    shapes = {prefix + "masked_spec_embed": (width,)}
    for layer, kernel in enumerate([10, 3, 3, 3, 3, 2, 2]):
        name = f"{prefix}feature_extractor.conv_layers.{layer}"
        shapes[name + ".conv.weight"] = (channels, 1 if layer == 0 else channels, kernel)
        shapes[name + ".conv.bias"] = (channels,)
        norm(shapes, name + ".layer_norm", channels)
    norm(shapes, prefix + "feature_projection.layer_norm", channels)
    linear(shapes, prefix + "feature_projection.projection", channels, width)
    positions = prefix + "encoder.pos_conv_embed.conv."
    shapes[positions + "bias"] = (width,)
    shapes[positions + "parametrizations.weight.original0"] = (1, 1, 8)
    shapes[positions + "parametrizations.weight.original1"] = (width, 4, 8)
    norm(shapes, prefix + "encoder.layer_norm", width)
    layer = prefix + "encoder.layers.0."
    for projection in ["k_proj", "v_proj", "q_proj", "out_proj"]:
        linear(shapes, layer + "attention." + projection, width, width)
    norm(shapes, layer + "layer_norm", width)
    linear(shapes, layer + "feed_forward.intermediate_dense", width, width)
    linear(shapes, layer + "feed_forward.output_dense", width, width)
    norm(shapes, layer + "final_layer_norm", width)
    for block in ["transformer_block1.", "transformer_block2."]:
        for name in ["query_w", "keys_w", "values_w", "ff_layer_after_concat"]:
            linear(shapes, block + "self_attention." + name, width, width, bias=False)
        linear(shapes, block + "feed_forward.layer_1", width, width)
        linear(shapes, block + "feed_forward.layer_2", width, width)
        norm(shapes, block + "feed_forward.layer_norm", width)
        norm(shapes, block + "add_norm_after_attention.layer_norm", width)
        norm(shapes, block + "add_norm_after_ff.layer_norm", width)
    linear(shapes, "fc1", 2 * width, 256)
    linear(shapes, "cl_head.fc_agender", 256, 3)
    return shapes


def image_shapes(width=16):
    """The visual model for images of 16 × 16 in patches of 8, with one layer of width 16."""
    vit = "vit_model.vit."
    shapes = {
        vit + "embeddings.cls_token": (1, 1, width),
        vit + "embeddings.position_embeddings": (1, 5, width),
        vit + "embeddings.patch_embeddings.projection.weight": (width, 3, 8, 8),
        vit + "embeddings.patch_embeddings.projection.bias": (width,),
    }
    layer = vit + "encoder.layer.0."
    norm(shapes, layer + "layernorm_before", width)
    norm(shapes, layer + "layernorm_after", width)
    for name in ["attention.attention.query", "attention.attention.key", "attention.attention.value"]:
        linear(shapes, layer + name, width, width)
    linear(shapes, layer + "attention.output.dense", width, width)
    linear(shapes, layer + "intermediate.dense", width, width)
    linear(shapes, layer + "output.dense", width, width)
    norm(shapes, vit + "layernorm", width)
    linear(shapes, vit + "pooler.dense", width, width)
    for name in ["fcl_x", "dpal.query", "dpal.key", "dpal.value"]:
        linear(shapes, "model_final." + name, width, width)
    linear(shapes, "model_final.fcl", 2 * width, 128)
    linear(shapes, "model_final.classifier", 128, 3)
    return shapes


torch.manual_seed(1)
half = parameters(audio_shapes(), lambda shape: (torch.randn(shape) * 0.3).half())
torch.save({"epoch": 5, "model_state_dict": half}, folder / "audio_model.pt")
torch.save(parameters(image_shapes(), lambda shape: torch.randn(shape) * 0.3), folder / "image_model.pt")


class Hostile:
    def __reduce__(self):
        return os.system, ("touch hostile-was-here",)


torch.save({"model_state_dict": network.state_dict(), "extra": Hostile()}, folder / "hostile.pt")
