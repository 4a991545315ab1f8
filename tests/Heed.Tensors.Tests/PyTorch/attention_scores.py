"""Attention scores beyond the product of a query and a key, composed from PyTorch's own ops, with autograd's gradients. Writes attention_scores.safetensors.

Two causal sequences lie end to end; tables by distance hold row L - 1 + j - i for query i and key j.
"""
import torch

from stored import save

torch.manual_seed(21)
H, K, LENGTHS = 4, 8, [9, 6]
L = max(LENGTHS)
tensors = {}


def leaf(*shape):
    return torch.randn(*shape, dtype=torch.float64).float().double().requires_grad_()


def heads(x):
    return x.reshape(x.shape[0], H, K).transpose(0, 1)


def case(name, leaves, score, values=None):
    """softmax over causal scores; `score(q, k, distance)` and `values(distance)` give (H, T, T) and (T, T, H, K)."""
    outputs, start = [], 0
    for length in LENGTHS:
        q, k, v = (heads(part) for part in leaves["input"][start:start + length].split(H * K, 1))
        i, j = torch.arange(length)[:, None], torch.arange(length)[None, :]
        distance = L - 1 + j - i
        weights = torch.softmax(score(q, k, distance).masked_fill(j > i, -1e30), -1)
        output = weights @ v
        if values is not None:
            output = output + torch.einsum("hij,ijhk->hik", weights, values(distance))
        outputs.append(output.transpose(0, 1).reshape(length, H * K))
        start += length
    output = torch.cat(outputs)
    gradient = torch.randn(output.shape, dtype=torch.float64).float().double()
    output.backward(gradient)
    tensors.update({f"{name}.output": output, f"{name}.output_gradient": gradient})
    for key, tensor in leaves.items():
        tensors[f"{name}.{key}"], tensors[f"{name}.{key}_gradient"] = tensor, tensor.grad


rows = sum(LENGTHS)
additive = {"input": leaf(rows, 3 * H * K), "vector": leaf(H, K)}
case("additive", additive, lambda q, k, d: (torch.tanh(q[:, :, None] + k[:, None]) * additive["vector"][:, None, None]).sum(-1))

# Shaw, Uszkoreit and Vaswani (2018), equations 3 and 4.
shaw = {"input": leaf(rows, 3 * H * K), "keys": leaf(2 * L - 1, H * K), "values": leaf(2 * L - 1, H * K)}


def by_distance(table, distance):
    return table[distance].reshape(*distance.shape, H, K)


case(
    "shaw", shaw,
    lambda q, k, d: (q @ k.transpose(1, 2) + torch.einsum("hik,ijhk->hij", q, by_distance(shaw["keys"], d))) / K ** 0.5,
    lambda d: by_distance(shaw["values"], d))

# Dai et al. (2019), §3.3: (q + u)·k + (q + v)·r.
xl = {"input": leaf(rows, 3 * H * K), "rows": leaf(2 * L - 1, H * K), "u": leaf(H * K), "v": leaf(H * K)}


def xl_score(q, k, distance):
    content = (q + xl["u"].reshape(H, 1, K)) @ k.transpose(1, 2)
    place = torch.einsum("hik,ijhk->hij", q + xl["v"].reshape(H, 1, K), by_distance(xl["rows"], distance))
    return (content + place) / K ** 0.5


case("transformer_xl", xl, xl_score)
save(__file__, tensors)
