"""Writes tensors as safetensors; shared by the scripts beside it, which need Debian's python3-torch and nothing else."""
import json
import pathlib
import struct

import torch

TYPES = {torch.float32: "F32", torch.int32: "I32"}


def save(script, tensors):
    """Stores {name: tensor} as SCRIPT.safetensors beside the script; floating point becomes float32 and integers int32."""
    header, data = {}, b""
    for name, tensor in tensors.items():
        tensor = tensor.detach().contiguous()
        tensor = tensor.float() if tensor.is_floating_point() else tensor.int()
        raw = tensor.numpy().tobytes()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path = pathlib.Path(script).with_suffix(".safetensors")
    path.write_bytes(struct.pack("<q", len(text)) + text + data)
    print(path.name, path.stat().st_size, "bytes,", len(tensors), "tensors, torch", torch.__version__)
