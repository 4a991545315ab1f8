"""Embedding with scale, and a learned position table: outputs and all gradients; some ids come twice."""
import torch
from stored import save

torch.manual_seed(2)
V, P, D = 11, 6, 17
table = torch.randn(V, D, requires_grad=True)
positions = torch.randn(P, D, requires_grad=True)
ids = torch.tensor([3, 0, 10, 3, 3, 7, 1])
places = torch.tensor([0, 1, 2, 3, 0, 1, 2])
weights = torch.randn(len(ids), D)
output = torch.nn.functional.embedding(ids, table) * 4.0 + torch.nn.functional.embedding(places, positions)
table_gradient, position_gradient = torch.autograd.grad((output * weights).sum(), (table, positions))
save(__file__, {
    "table": table, "positions": positions, "ids": ids, "places": places, "weights": weights,
    "output": output, "table.gradient": table_gradient, "positions.gradient": position_gradient,
})
