"""Rotary positions on heads side by side, pairs as halves and as neighbours: outputs and gradients."""
import torch
from stored import save

torch.manual_seed(5)
N, H, K = 6, 2, 8
x = torch.randn(N, H * K + 3, requires_grad=True)
places = torch.tensor([0, 1, 2, 7, 0, 30], dtype=torch.int32)
output_weights = torch.randn(N, H * K)
angles = places[:, None].double() * 10000.0 ** (-2 * torch.arange(K // 2).double() / K)
cosine, sine = angles.cos().float()[:, None, :], angles.sin().float()[:, None, :]
heads = x[:, :H * K].reshape(N, H, K)
stored = {"x": x, "places": places, "output_weights": output_weights}
a, b = heads[..., :K // 2], heads[..., K // 2:]
outputs = {"halves": torch.cat([a * cosine - b * sine, a * sine + b * cosine], -1)}
a, b = heads[..., 0::2], heads[..., 1::2]
outputs["neighbours"] = torch.stack([a * cosine - b * sine, a * sine + b * cosine], -1).flatten(-2)
for name, y in outputs.items():
    y = y.reshape(N, H * K)
    stored[f"{name}.output"] = y
    (stored[f"{name}.x"],) = torch.autograd.grad((y * output_weights).sum(), [x], retain_graph=True)
save(__file__, stored)
