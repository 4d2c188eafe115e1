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


class Hostile:
    def __reduce__(self):
        return os.system, ("touch hostile-was-here",)


torch.save({"model_state_dict": network.state_dict(), "extra": Hostile()}, folder / "hostile.pt")
