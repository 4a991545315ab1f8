"""torch.nn.LSTM and torch.nn.GRU, and Ba et al.'s LayerNorm LSTM, over sequences of different lengths in both directions.

The input's weight is the identity, so that x is what the input adds to the gates and its gradient is that of the op's input.
"""
import torch
from stored import save

torch.manual_seed(11)
H, LENGTHS = 5, [3, 6, 1, 4]
OFFSETS = [0, 3, 9, 10, 14]
N, B = OFFSETS[-1], len(LENGTHS)
stored = {"offsets": torch.tensor(OFFSETS), "lengths": torch.tensor(LENGTHS)}


def run_torch(module):
    def run(x, h, c):
        state = (h[None], c[None]) if c is not None else h[None]
        y, final = module(x, state)
        return (y, *(part[0] for part in final)) if c is not None else (y, final[0])

    return run


def layer_norm_lstm(weight, gain1, shift1, gain2, shift2):
    norm = torch.nn.functional.layer_norm

    def run(x, h, c):
        rows = []
        for t in range(len(x)):
            i, f, g, o = (x[t] + norm(weight @ h, (4 * H,), gain1, shift1)).split(H)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * norm(c, (H,), gain2, shift2).tanh()
            rows.append(h)
        return torch.stack(rows), h, c

    return run


def case(name, run, parameters, gates, cells, backwards):
    x = torch.randn(N, gates * H, requires_grad=True)
    initial = torch.randn(B, (2 if cells else 1) * H, requires_grad=True)
    outputs, finals = [], []
    for b, length in enumerate(LENGTHS):
        rows = x[OFFSETS[b]:OFFSETS[b] + length]
        y, *final = run(rows.flip(0) if backwards else rows, initial[b, :H], initial[b, H:] if cells else None)
        outputs.append(y.flip(0) if backwards else y)
        finals.append(torch.cat(final))
    output, final = torch.cat(outputs), torch.stack(finals)
    output_weights, final_weights = torch.randn_like(output), torch.randn_like(final)
    loss = (output * output_weights).sum() + (final * final_weights).sum()
    grads = torch.autograd.grad(loss, [x, initial, *parameters.values()])
    for key, value in {"x": x, "initial": initial, "output": output, "final": final, "output_weights": output_weights, "final_weights": final_weights, **parameters}.items():
        stored[f"{name}.{key}"] = value
    for key, value in zip(["x", "initial", *parameters], grads):
        stored[f"{name}.{key}.gradient"] = value


for backwards in (False, True):
    direction = "backwards" if backwards else "forwards"
    for kind, module, gates in (("lstm", torch.nn.LSTM, 4), ("gru", torch.nn.GRU, 3)):
        made = module(gates * H, H)
        with torch.no_grad():
            made.weight_ih_l0.copy_(torch.eye(gates * H))
            made.bias_ih_l0.zero_()
        case(f"{kind}.{direction}", run_torch(made), {"weight": made.weight_hh_l0, "bias": made.bias_hh_l0}, gates, kind == "lstm", backwards)
    parameters = {
        "weight": torch.randn(4 * H, H) / 2,
        "product_gain": torch.rand(4 * H) + 0.5,
        "product_shift": torch.randn(4 * H) / 2,
        "cell_gain": torch.rand(H) + 0.5,
        "cell_shift": torch.randn(H) / 2,
    }
    parameters = {key: value.requires_grad_() for key, value in parameters.items()}
    case(f"layer_norm_lstm.{direction}", layer_norm_lstm(*parameters.values()), parameters, 4, True, backwards)
save(__file__, stored)
