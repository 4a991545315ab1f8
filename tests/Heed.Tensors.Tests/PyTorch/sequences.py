"""Rows taken by index, the mean of each sequence, a trained row in front of each sequence, positions added to rows: outputs and gradients."""
import torch
from stored import save

torch.manual_seed(7)
N, D = 9, 7
LENGTHS = [4, 1, 0, 4]
x = torch.randn(N, D, requires_grad=True)
leading = torch.randn(D, requires_grad=True)
positions = torch.randn(5, D, requires_grad=True)
rows = torch.tensor([0, 4, 8, 4])
places = torch.tensor([0, 1, 2, 3, 0, 0, 1, 2, 3])
parts = torch.split(x, LENGTHS)
outputs = {
    "gathered": x[rows],
    "mean": torch.stack([part.mean(0) if len(part) else torch.zeros(D) for part in parts]),
    "led": torch.cat([torch.cat([leading[None], part]) for part in parts]),
    "placed": x + positions[places],
}
stored = {"x": x, "leading": leading, "positions": positions, "rows": rows, "places": places,
          "offsets": torch.tensor([0] + LENGTHS).cumsum(0), "lengths": torch.tensor(LENGTHS)}
for name, y in outputs.items():
    weights = torch.randn(y.shape)
    stored[f"{name}.output"], stored[f"{name}.weights"] = y, weights
    for input, gradient in zip(["x", "leading", "positions"], torch.autograd.grad((y * weights).sum(), [x, leading, positions], allow_unused=True)):
        if gradient is not None:
            stored[f"{name}.{input}"] = gradient
save(__file__, stored)
