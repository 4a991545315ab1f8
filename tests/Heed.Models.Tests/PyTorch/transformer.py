"""A whole encoder-decoder around torch.nn.Transformer, post-norm and pre-norm: embeddings times the root of the width, sinusoids, tied
output projection, label smoothing; forward, loss, and the gradient of every parameter under Heed's names.

Writes transformer_post.safetensors and transformer_pre.safetensors. PyTorch sees padded batches with masks, Heed the packed rows of the
same sentences. In post-norm the stacks end without a norm of their own, as in the paper. Needs Debian's python3-torch and nothing else.
"""
import json
import math
import pathlib
import struct

import torch
from torch import nn

V, D, H, F, LAYERS = 19, 16, 2, 24, 2
SOURCES, TARGETS = [5, 3, 1], [4, 6, 2]


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        tensor = tensor.detach().contiguous()
        tensor = tensor.float()  # ids are small integers: exact
        raw = tensor.numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<q", len(text)) + text + data)


def sinusoids(length):
    angle = torch.arange(length, dtype=torch.float64)[:, None] * torch.exp(torch.arange(0, D, 2, dtype=torch.float64) * (-math.log(10000) / D))
    return torch.stack([angle.sin(), angle.cos()], 2).reshape(length, D)


def pad(rows, value):
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def named(model):
    """(Heed's name, a function from a PyTorch module to that tensor's value or gradient), for every parameter."""
    for side, stack in (("encoder", model.encoder), ("decoder", model.decoder)):
        for index, layer in enumerate(stack.layers):
            attentions = [("self_attn", layer.self_attn)] + ([("encoder_attn", layer.multihead_attn)] if side == "decoder" else [])
            for name, attention in attentions:
                for part, projection in enumerate("qkv"):
                    cut = slice(part * D, (part + 1) * D)
                    yield f"{side}.layers.{index}.{name}.{projection}_proj.weight", attention.in_proj_weight, cut
                    yield f"{side}.layers.{index}.{name}.{projection}_proj.bias", attention.in_proj_bias, cut
                yield f"{side}.layers.{index}.{name}.out_proj.weight", attention.out_proj.weight, slice(None)
                yield f"{side}.layers.{index}.{name}.out_proj.bias", attention.out_proj.bias, slice(None)
            norms = ["self_attn_layer_norm"] + (["encoder_attn_layer_norm"] if side == "decoder" else []) + ["final_layer_norm"]
            modules = [("fc1", layer.linear1), ("fc2", layer.linear2)] + [(norm, getattr(layer, f"norm{place + 1}")) for place, norm in enumerate(norms)]
            for name, module in modules:
                yield f"{side}.layers.{index}.{name}.weight", module.weight, slice(None)
                yield f"{side}.layers.{index}.{name}.bias", module.bias, slice(None)
        if stack.norm is not None:
            yield f"{side}.layer_norm.weight", stack.norm.weight, slice(None)
            yield f"{side}.layer_norm.bias", stack.norm.bias, slice(None)


def case(kind):
    torch.manual_seed(7)
    first = kind == "pre"
    options = dict(d_model=D, nhead=H, dim_feedforward=F, dropout=0.0, batch_first=True, norm_first=first)
    final = lambda: nn.LayerNorm(D) if first else None
    encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(**options), LAYERS, final(), enable_nested_tensor=False)
    decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(**options), LAYERS, final())
    model = nn.Transformer(custom_encoder=encoder, custom_decoder=decoder, **{k: v for k, v in options.items()})
    embedding = nn.Parameter(torch.randn(V, D) / D ** 0.5)
    for parameter in model.parameters():
        nn.init.normal_(parameter, 1.0 if parameter.dim() == 1 else 0.0, 0.2)
    model.double()
    embedding.data = embedding.data.double()

    sources = [torch.randint(4, V, (n,)).tolist() for n in SOURCES]
    inputs = [torch.randint(4, V, (n,)).tolist() for n in TARGETS]
    outputs = [torch.randint(4, V, (n,)).tolist() for n in TARGETS]
    source, target, wanted = pad(sources, 0), pad(inputs, 0), pad(outputs, -100)
    embed = lambda ids: embedding[ids] * D ** 0.5 + sinusoids(ids.shape[1])
    hidden_keys = torch.tensor([[i >= n for i in range(max(SOURCES))] for n in SOURCES])
    future = torch.triu(torch.ones(max(TARGETS), max(TARGETS), dtype=torch.bool), 1)
    memory = model.encoder(embed(source), src_key_padding_mask=hidden_keys)
    hidden = model.decoder(embed(target), memory, tgt_mask=future, memory_key_padding_mask=hidden_keys)
    logits = hidden @ embedding.T
    loss = nn.functional.cross_entropy(logits.reshape(-1, V), wanted.reshape(-1), ignore_index=-100, label_smoothing=0.1)
    loss.backward()

    packed = torch.cat([logits[row, :length] for row, length in enumerate(TARGETS)])
    ids = lambda rows: torch.tensor([token for row in rows for token in row])
    tensors = {"sources": ids(sources), "inputs": ids(inputs), "outputs": ids(outputs), "source_lengths": torch.tensor(SOURCES), "target_lengths": torch.tensor(TARGETS)}
    tensors |= {"logits": packed, "loss": loss.reshape(1), "value.shared.weight": embedding, "gradient.shared.weight": embedding.grad}
    for name, parameter, cut in named(model):
        tensors["value." + name] = parameter[cut]
        tensors["gradient." + name] = parameter.grad[cut]
    path = pathlib.Path(__file__).with_name(f"transformer_{kind}.safetensors")
    save(path, tensors)
    print(path.name, path.stat().st_size, "bytes,", len(tensors), "tensors, torch", torch.__version__)


if __name__ == "__main__":
    case("post")
    case("pre")
