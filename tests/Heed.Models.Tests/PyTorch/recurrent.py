"""A whole recurrent encoder-decoder with additive attention, out of torch.nn.LSTM and torch.nn.GRU: forward, loss, and the gradient of every parameter under
Heed's names. Writes recurrent_lstm.safetensors and recurrent_gru.safetensors. PyTorch sees one sentence after the other, Heed the packed rows of all.
"""
import pathlib

import torch
from torch import nn
from transformer import save

V, D, SOURCES, TARGETS = 19, 12, [5, 3, 1], [4, 6, 2]


def case(kind):
    torch.manual_seed(17)
    make = {"lstm": nn.LSTM, "gru": nn.GRU}[kind]
    parts = nn.ModuleDict({
        "encoder": make(D, D // 2, num_layers=2, bidirectional=True),
        "bridge": nn.Linear(2 * D if kind == "lstm" else D, (6 if kind == "lstm" else 3) * D),
        "decoder": nn.ModuleDict({
            "asking": make(D, D),
            "attention": nn.ModuleDict({
                "q_proj": nn.Linear(D, D), "k_proj": nn.Linear(D, D, bias=False), "v_proj": nn.Linear(D, D, bias=False), "score": nn.Linear(D, 1, bias=False),
            }),
            "reading": make(2 * D, D, num_layers=2),
            "readout": nn.Linear(2 * D, D),
        }),
        "shared": nn.Embedding(V, D),
    })
    for parameter in parts.parameters():
        nn.init.normal_(parameter, 0.0, 0.4)
    parts.double()
    decoder, attention, embedding = parts["decoder"], parts["decoder"]["attention"], parts["shared"].weight

    def states(parts):  # (layers, S) → what PyTorch takes
        return (parts[:, :D].contiguous(), parts[:, D:].contiguous()) if kind == "lstm" else parts.contiguous()

    def translate(source, target):
        memory, last = parts["encoder"](embedding[source] * D ** 0.5)
        h, c = last if kind == "lstm" else (last, None)
        last = torch.cat([torch.cat([h[i], c[i]]) if kind == "lstm" else h[i] for i in (2, 3)])
        first = torch.tanh(parts["bridge"](last)).reshape(3, -1)
        hidden, _ = decoder["asking"](embedding[target] * D ** 0.5, states(first[:1]))
        heights = torch.tanh(attention["q_proj"](hidden)[:, None] + attention["k_proj"](memory)[None])
        context = attention["score"](heights)[..., 0].softmax(-1) @ attention["v_proj"](memory)
        top, _ = decoder["reading"](torch.cat([hidden, context], -1), states(first[1:]))
        return torch.tanh(decoder["readout"](torch.cat([top, context], -1))) @ embedding.T

    rows = lambda lengths: [torch.randint(4, V, (n,)) for n in lengths]
    sources, inputs, outputs = rows(SOURCES), rows(TARGETS), rows(TARGETS)
    logits = torch.cat([translate(*pair) for pair in zip(sources, inputs)])
    loss = nn.functional.cross_entropy(logits, torch.cat(outputs), label_smoothing=0.1)
    loss.backward()
    tensors = {"sources": torch.cat(sources), "inputs": torch.cat(inputs), "outputs": torch.cat(outputs)}
    tensors |= {"source_lengths": torch.tensor(SOURCES), "target_lengths": torch.tensor(TARGETS), "logits": logits, "loss": loss.reshape(1)}
    for name, parameter in parts.named_parameters():
        shape = (D,) if name.endswith("score.weight") else parameter.shape
        tensors["value." + name] = parameter.reshape(shape)
        tensors["gradient." + name] = parameter.grad.reshape(shape)
    path = pathlib.Path(__file__).with_name(f"recurrent_{kind}.safetensors")
    save(path, tensors)
    print(path.name, path.stat().st_size, "bytes,", len(tensors), "tensors, torch", torch.__version__)


case("lstm")
case("gru")
