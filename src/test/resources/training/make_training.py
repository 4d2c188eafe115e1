"""Numbers of a small fusion under training, computed with PyTorch: python3 make_training.py > training.json

The network is the reference's (AVModelV3 with the mask head), for audio features [8, 16] and visual features
[4, 2, 6]. Parameters and inputs are a function of their names, by the recipe of the golden tensors. Of each gradient
the sum and its product with made-up numbers are kept, which is enough to tell any two apart.
"""
import json
import math

import torch
import torch.nn.functional as functional

torch.set_num_threads(1)
FRAMES, WIDTH, SLOTS, STATES, SIZE, BATCH = 8, 16, 4, 2, 6, 6
MASK = (1 << 64) - 1


def drawn(name, count):
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x100000001B3) & MASK
    values = []
    for i in range(count):
        z = (seed + i + 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z = z ^ (z >> 31)
        values.append((z >> 40) / 2**24 * 2 - 1)
    return torch.tensor(values, dtype=torch.float64)


def parameter(name, *shape):
    values = drawn(name, math.prod(shape)).reshape(shape)
    if name.endswith("weight") and len(shape) > 1:
        values = values * math.sqrt(3 / math.prod(shape[1:]))
    elif name.endswith("weight"):
        values = 1 + 0.1 * values
    else:
        values = 0.1 * values
    return values.float().requires_grad_()


def shapes():
    result = {}

    def linear(name, inputs, outputs):
        result[name + ".weight"] = (outputs, inputs)
        result[name + ".bias"] = (outputs,)

    def norm(name, size):
        result[name + ".weight"] = (size,)
        result[name + ".bias"] = (size,)

    prefix = "av_model."
    linear(prefix + "downsampling_a.0", FRAMES, 4)
    linear(prefix + "downsampling_a.2", WIDTH, 256)
    linear(prefix + "downsampling_v.1", STATES * SIZE, 256)
    for block in ("mtcma_av", "mtcma_va"):
        for name in ("norm_q", "norm_k", "norm_v"):
            norm(prefix + block + "." + name, 256)
        for name in ("query_w", "keys_w", "values_w", "ff_layer_after_concat"):
            result[prefix + block + ".self_attention." + name + ".weight"] = (256, 256)
        linear(prefix + block + ".mlp.0", 256, 128)
        norm(prefix + block + ".mlp.3", 128)
        linear(prefix + block + ".mlp.4", 128, 256)
    linear(prefix + "gender_branch.0", 512, 256)
    linear(prefix + "age_branch.0", 512, 256)
    linear(prefix + "cl_head.fc_agender", 256, 3)
    linear(prefix + "cl_head.fc_mask", 256, 6)
    return result


class Fusion:
    def __init__(self):
        self.parameters = {name: parameter(name, *shape) for name, shape in shapes().items()}

    def linear(self, x, name):
        return functional.linear(x, self.parameters[name + ".weight"], self.parameters.get(name + ".bias"))

    def norm(self, x, name):
        return functional.layer_norm(
            x, x.shape[-1:], self.parameters[name + ".weight"], self.parameters[name + ".bias"], 1e-5)

    def block(self, x, other, name):
        heads = lambda y: y.reshape(y.shape[0], y.shape[1], 4, 64).transpose(1, 2)
        attention = name + ".self_attention."
        q = heads(self.linear(self.norm(x, name + ".norm_q"), attention + "query_w"))
        k = heads(self.linear(self.norm(other, name + ".norm_k"), attention + "keys_w"))
        v = heads(self.linear(self.norm(other, name + ".norm_v"), attention + "values_w"))
        mixed = torch.softmax(q @ k.transpose(-2, -1) / 8, -1) @ v
        y = self.linear(mixed.transpose(1, 2).flatten(2), attention + "ff_layer_after_concat")
        inner = self.norm(functional.gelu(self.linear(y, name + ".mlp.0")), name + ".mlp.3")
        return y + functional.gelu(self.linear(inner, name + ".mlp.4"))

    def pool(self, x):
        # Without a face all positions are the same but for rounding. There the gradient of torch.std is made of that
        # rounding; that of a norm of the differences cancels out, as it should.
        mean = x.mean(1, keepdim=True)
        return torch.cat([mean[:, 0], (x - mean).norm(dim=1) / math.sqrt(x.shape[1])], -1)

    def __call__(self, audio, visual):
        p = "av_model."
        time = self.linear(audio.transpose(1, 2), p + "downsampling_a.0").transpose(1, 2)
        heard = self.linear(time, p + "downsampling_a.2")
        seen = self.linear(visual.flatten(2), p + "downsampling_v.1")
        hearing = heard + self.block(heard, seen, p + "mtcma_av")
        seeing = seen + self.block(seen, heard, p + "mtcma_va")
        total = functional.relu(self.linear(self.pool(hearing), p + "gender_branch.0")) + functional.relu(
            self.linear(self.pool(seeing), p + "age_branch.0"))
        three = self.linear(total, p + "cl_head.fc_agender")
        return three[:, :2], three[:, 2:], self.linear(total, p + "cl_head.fc_mask")


def discordance(predicted, truth):
    covariance = ((predicted - predicted.mean()) * (truth - truth.mean())).mean()
    spread = predicted.var(unbiased=False) + truth.var(unbiased=False) + (predicted.mean() - truth.mean()) ** 2
    return 1 - 2 * covariance / (spread + 1e-8)


GENDERS = [0, 1, -100, 1, 1, 0]
AGES = [20.0, 35.0, 50.0, None, 64.0, 41.0]
MASKS = [0, 5, 2, 2, -100, 3]
GENDER_WEIGHTS = [1.5, 0.75]
MASK_WEIGHTS = [1.0, 0.5, 2.0, 0.25, 3.0, 1.25]


def losses(outputs):
    gender, age, mask = outputs
    known = [i for i, value in enumerate(AGES) if value is not None]
    truth = torch.tensor([AGES[i] / 100 for i in known])
    return [
        functional.cross_entropy(gender, torch.tensor(GENDERS), torch.tensor(GENDER_WEIGHTS)),
        discordance(torch.sigmoid(age[known, 0]), truth),
        functional.cross_entropy(mask, torch.tensor(MASKS), torch.tensor(MASK_WEIGHTS)),
    ]


def inputs():
    audio = (drawn("input.audio", BATCH * FRAMES * WIDTH) * math.sqrt(3)).float().reshape(BATCH, FRAMES, WIDTH)
    visual = (drawn("input.visual", BATCH * SLOTS * STATES * SIZE) * math.sqrt(3)).float()
    visual = visual.reshape(BATCH, SLOTS, STATES, SIZE)
    audio[4] = 0  # nothing heard
    visual[5] = 0  # no face
    return audio, visual


def sums(tensor, name):
    values = tensor.detach().double().flatten()
    return [values.sum().item(), (values * drawn("probe." + name, values.numel())).sum().item(), values.norm().item()]


def first_step():
    fusion = Fusion()
    parts = losses(fusion(*inputs()))
    sum(parts).backward()
    gradients = {name: sums(value.grad, name) for name, value in fusion.parameters.items()}
    return {"losses": [part.item() for part in parts], "gradients": gradients}


def five_steps():
    fusion = Fusion()
    optimizer = torch.optim.AdamW(fusion.parameters.values(), lr=1e-3, weight_decay=0.01)
    totals = []
    for _ in range(5):
        optimizer.zero_grad()
        total = sum(losses(fusion(*inputs())))
        total.backward()
        torch.nn.utils.clip_grad_norm_(fusion.parameters.values(), 1.0)
        optimizer.step()
        totals.append(total.item())
    return {"totals": totals, "parameters": {name: sums(v, name) for name, v in fusion.parameters.items()}}


def schedule():
    optimizer = torch.optim.AdamW([torch.zeros(1, requires_grad=True)], lr=1.0)
    cosine = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=10, T_mult=2)
    rates = []
    for epoch in range(1, 33):
        for i in range(3):
            rates.append(optimizer.param_groups[0]["lr"])
            cosine.step(epoch + i / 3)
    return rates


print(json.dumps({"firstStep": first_step(), "fiveSteps": five_steps(), "schedule": schedule()}))
