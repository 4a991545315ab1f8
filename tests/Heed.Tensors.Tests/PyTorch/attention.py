"""softmax(Q·Kᵀ·scale + mask)·V by heads, composed from PyTorch's own ops, with autograd's gradients. Writes attention.safetensors.

Each case packs sequences end to end; `first` and `last` are the visible keys of each query row, counted over all packed rows.
"""
import torch

from stored import save

torch.manual_seed(20)
H, K = 4, 8


def attend(query, key, value, heads, shared, visible):
    """query (T, H·K), key and value (S, Hkv·K), visible (T, S) → (T, H·K); rows that see nothing give zeros."""
    def split(x, count):
        return x.reshape(x.shape[0], count, K).transpose(0, 1)

    q = split(query, heads)
    k = split(key, shared).repeat_interleave(heads // shared, 0)
    v = split(value, shared).repeat_interleave(heads // shared, 0)
    scores = (q @ k.transpose(1, 2) / K ** 0.5).masked_fill(~visible, -1e30)
    weights = torch.softmax(scores, -1) * visible
    return (weights @ v).transpose(0, 1).reshape(query.shape[0], heads * K), weights


def pattern(kind, queries, keys):
    i, j = torch.arange(queries)[:, None], torch.arange(keys)[None, :]
    if kind == "causal":
        return j <= i
    if kind == "window":
        return (j >= i - 3) & (j <= i + 1) & (i % 4 != 2)
    return torch.ones(queries, keys, dtype=torch.bool)


def case(name, kind, lengths, shared, fused, tensors):
    queries, keys = sum(t for t, _ in lengths), sum(s for _, s in lengths)
    query = torch.randn(queries, H * K, dtype=torch.float64).float().double().requires_grad_()
    key = torch.randn(keys, shared * K, dtype=torch.float64).float().double().requires_grad_()
    value = torch.randn(keys, shared * K, dtype=torch.float64).float().double().requires_grad_()
    outputs, first, last, weights = [], [], [], None
    t0 = s0 = 0
    for t, s in lengths:
        visible = pattern(kind, t, s)
        for row in visible:
            seen = row.nonzero().flatten().tolist()
            first.append(s0 + seen[0] if seen else s0)
            last.append(s0 + seen[-1] if seen else s0 - 1)
        output, weights = attend(query[t0:t0 + t], key[s0:s0 + s], value[s0:s0 + s], H, shared, visible)
        outputs.append(output)
        t0, s0 = t0 + t, s0 + s
    output = torch.cat(outputs)
    gradient = torch.randn(output.shape, dtype=torch.float64).float().double()
    output.backward(gradient)
    if fused:
        tensors[name + ".input"] = torch.cat([query, key, value], 1)
        tensors[name + ".input_gradient"] = torch.cat([query.grad, key.grad, value.grad], 1)
    else:
        tensors.update({f"{name}.query": query, f"{name}.key": key, f"{name}.value": value})
        tensors.update({f"{name}.query_gradient": query.grad, f"{name}.key_gradient": key.grad, f"{name}.value_gradient": value.grad})
    tensors[name + ".output"] = output
    tensors[name + ".output_gradient"] = gradient
    tensors[name + ".last_weights"] = weights
    tensors[name + ".query_offsets"] = torch.tensor([0] + [t for t, _ in lengths]).cumsum(0)
    tensors[name + ".key_offsets"] = torch.tensor([0] + [s for _, s in lengths]).cumsum(0)
    tensors[name + ".first"], tensors[name + ".last"] = torch.tensor(first), torch.tensor(last)


tensors = {}
case("encoder", "full", [(7, 7), (1, 1), (12, 12)], H, True, tensors)
case("decoder", "causal", [(9, 9), (14, 14)], H, True, tensors)
case("cross", "full", [(5, 11), (9, 3)], H, False, tensors)
case("grouped", "causal", [(10, 10), (6, 6)], 2, True, tensors)
case("window", "window", [(13, 13)], 1, True, tensors)


def biased(name, lengths):
    """Causal self-attention with a bias (H, 2L − 1) by head and distance added to the scaled scores."""
    rows, longest = sum(lengths), max(lengths)
    x = torch.randn(rows, 3 * H * K, dtype=torch.float64).float().double().requires_grad_()
    bias = torch.randn(H, 2 * longest - 1, dtype=torch.float64).float().double().requires_grad_()
    outputs, start = [], 0
    for length in lengths:
        q, k, v = (part.reshape(length, H, K).transpose(0, 1) for part in x[start:start + length].split(H * K, 1))
        i, j = torch.arange(length)[:, None], torch.arange(length)[None, :]
        scores = (q @ k.transpose(1, 2) / K ** 0.5 + bias[:, longest - 1 + j - i]).masked_fill(j > i, -1e30)
        outputs.append((torch.softmax(scores, -1) @ v).transpose(0, 1).reshape(length, H * K))
        start += length
    output = torch.cat(outputs)
    gradient = torch.randn(output.shape, dtype=torch.float64).float().double()
    output.backward(gradient)
    tensors.update({f"{name}.input": x, f"{name}.bias": bias, f"{name}.output": output, f"{name}.output_gradient": gradient})
    tensors.update({f"{name}.input_gradient": x.grad, f"{name}.bias_gradient": bias.grad})


biased("biased", [9, 6])
save(__file__, tensors)
