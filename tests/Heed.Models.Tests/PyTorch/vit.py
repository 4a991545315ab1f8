"""A Vision Transformer composed from PyTorch's own layers: patches, projection, class token, trained positions, a pre-norm encoder with GELU,
class head; logits, loss, and the gradient of every parameter under Heed's names. Writes vit.safetensors."""
import json
import pathlib
import struct

import torch
from torch import nn

D, H, F, LAYERS, CLASSES = 16, 2, 24, 2, 5
HEIGHT, WIDTH, PATCH, BATCH = 6, 8, 2, 3


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        tensor = tensor.detach().contiguous().float()
        raw = tensor.numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<q", len(text)) + text + data)


torch.manual_seed(11)
patches = HEIGHT // PATCH * (WIDTH // PATCH)
projection, head, final = nn.Linear(PATCH * PATCH, D), nn.Linear(D, CLASSES), nn.LayerNorm(D)
token, positions = nn.Parameter(torch.randn(D)), nn.Parameter(torch.randn(patches + 1, D))
layer = nn.TransformerEncoderLayer(D, H, F, 0, "gelu", batch_first=True, norm_first=True)
encoder = nn.TransformerEncoder(layer, LAYERS, final)
for parameter in [*encoder.parameters(), *projection.parameters(), *head.parameters()]:
    nn.init.normal_(parameter, std=0.3)

images = torch.randint(0, 256, (BATCH, HEIGHT, WIDTH))
labels = torch.randint(0, CLASSES, (BATCH,))
rows = (images - 127.5) / 127.5
rows = rows.reshape(BATCH, HEIGHT // PATCH, PATCH, WIDTH // PATCH, PATCH).transpose(2, 3).reshape(BATCH, patches, PATCH * PATCH)
x = torch.cat([token.expand(BATCH, 1, D), projection(rows)], 1) + positions
logits = head(encoder(x)[:, 0])
loss = nn.functional.cross_entropy(logits, labels, label_smoothing=0.1)
loss.backward()

named = {"class_token": token, "encoder.embed_positions.weight": positions}
for name, module in {"patch_projection": projection, "head": head, "encoder.layer_norm": final}.items():
    named |= {f"{name}.weight": module.weight, f"{name}.bias": module.bias}
for index, part in enumerate(encoder.layers):
    path = f"encoder.layers.{index}"
    modules = {"fc1": part.linear1, "fc2": part.linear2, "self_attn.out_proj": part.self_attn.out_proj,
               "self_attn_layer_norm": part.norm1, "final_layer_norm": part.norm2}
    for name, module in modules.items():
        named |= {f"{path}.{name}.weight": module.weight, f"{path}.{name}.bias": module.bias}
    for place, letter in enumerate("qkv"):
        for kind, whole in {"weight": part.self_attn.in_proj_weight, "bias": part.self_attn.in_proj_bias}.items():
            named[f"{path}.self_attn.{letter}_proj.{kind}"] = (whole, slice(place * D, (place + 1) * D))

stored = {"images": images, "labels": labels, "logits": logits, "loss": loss}
for name, entry in named.items():
    tensor, cut = entry if isinstance(entry, tuple) else (entry, slice(None))
    stored["value." + name], stored["gradient." + name] = tensor.data[cut], tensor.grad[cut]
save(pathlib.Path(__file__).with_suffix(".safetensors"), stored)
