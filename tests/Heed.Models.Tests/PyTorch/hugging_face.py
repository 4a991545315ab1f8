"""Tiny models with random weights in Hugging Face's layout and names, and what they compute: BERT, GPT-2, LLaMA, T5 (both forms) and Marian.

Each model is written down plainly from its paper, by the names of its tensors, so that the names are tested and not only the numbers. Writes
folders HuggingFace/<model>/ with config.json and model.safetensors (GPT-2 in two shards with an index), and expected.safetensors with ids and
outputs. Needs Debian's python3-torch and nothing else.
"""
import json
import math
import pathlib
import struct

import torch
from torch.nn import functional as F

V, D, H, FF, LAYERS, LONGEST = 31, 16, 2, 24, 2, 12
K = D // H
HERE = pathlib.Path(__file__).parent / "HuggingFace"


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.detach().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<q", len(text)) + text + data)


class Weights(dict):
    """Makes a tensor when its name is first asked for."""

    def __init__(self, seed):
        super().__init__()
        self.random = torch.Generator().manual_seed(seed)

    def new(self, name, *shape, mean=0.0, scale=0.3):
        if name not in self:
            self[name] = mean + scale * torch.randn(*shape, generator=self.random)
        assert tuple(self[name].shape) == shape, name
        return self[name]

    def linear(self, x, name, outputs, bias=True):
        y = x @ self.new(name + ".weight", outputs, x.shape[-1]).T
        return y + self.new(name + ".bias", outputs) if bias else y

    def conv1d(self, x, name, outputs):
        return x @ self.new(name + ".weight", x.shape[-1], outputs) + self.new(name + ".bias", outputs)

    def layer_norm(self, x, name, epsilon=1e-5):
        return F.layer_norm(x, x.shape[-1:], self.new(name + ".weight", x.shape[-1], mean=1), self.new(name + ".bias", x.shape[-1]), epsilon)

    def rms_norm(self, x, name, epsilon=1e-6):
        return self.new(name + ".weight", x.shape[-1], mean=1) * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + epsilon)


def heads(x, count):
    return x.reshape(x.shape[0], count, -1).transpose(0, 1)


def attend(q, k, v, scale, causal=False, bias=None):
    """(H, T, K), (G, S, K), (G, S, K) to (T, H·K)."""
    k, v = (x.repeat_interleave(q.shape[0] // x.shape[0], 0) for x in (k, v))
    scores = q @ k.transpose(1, 2) * scale
    if bias is not None:
        scores = scores + bias
    if causal:
        scores = scores + torch.full(scores.shape[1:], -math.inf).triu(1)
    return (scores.softmax(-1) @ v).transpose(0, 1).reshape(q.shape[1], -1)


def bert(w, ids, types, epsilon=1e-12):
    x = w.new("bert.embeddings.word_embeddings.weight", V, D)[ids]
    x = x + w.new("bert.embeddings.position_embeddings.weight", LONGEST, D)[: len(ids)] + w.new("bert.embeddings.token_type_embeddings.weight", 2, D)[types]
    x = w.layer_norm(x, "bert.embeddings.LayerNorm", epsilon)
    for layer in range(LAYERS):
        at = f"bert.encoder.layer.{layer}."
        q, k, v = (heads(w.linear(x, at + "attention.self." + part, D), H) for part in ("query", "key", "value"))
        y = w.linear(attend(q, k, v, K**-0.5), at + "attention.output.dense", D)
        x = w.layer_norm(x + y, at + "attention.output.LayerNorm", epsilon)
        y = w.linear(F.gelu(w.linear(x, at + "intermediate.dense", FF)), at + "output.dense", D)
        x = w.layer_norm(x + y, at + "output.LayerNorm", epsilon)
    pooled = torch.tanh(w.linear(x[:1], "bert.pooler.dense", D))
    h = w.layer_norm(F.gelu(w.linear(x, "cls.predictions.transform.dense", D)), "cls.predictions.transform.LayerNorm", epsilon)
    logits = h @ w["bert.embeddings.word_embeddings.weight"].T + w.new("cls.predictions.bias", V)
    return {"hidden": x, "logits": logits, "continuation": w.linear(pooled, "cls.seq_relationship", 2)}


def gpt2(w, ids):
    x = w.new("transformer.wte.weight", V, D)[ids] + w.new("transformer.wpe.weight", LONGEST, D)[: len(ids)]
    for layer in range(LAYERS):
        at = f"transformer.h.{layer}."
        q, k, v = (heads(part, H) for part in w.conv1d(w.layer_norm(x, at + "ln_1"), at + "attn.c_attn", 3 * D).split(D, -1))
        x = x + w.conv1d(attend(q, k, v, K**-0.5, causal=True), at + "attn.c_proj", D)
        y = w.conv1d(w.layer_norm(x, at + "ln_2"), at + "mlp.c_fc", FF)
        y = 0.5 * y * (1 + torch.tanh(math.sqrt(2 / math.pi) * (y + 0.044715 * y**3)))
        x = x + w.conv1d(y, at + "mlp.c_proj", D)
    return {"logits": w.layer_norm(x, "transformer.ln_f") @ w["transformer.wte.weight"].T}


def rotate(x, base=10000.0):
    """(H, T, K): the first half of each head is turned with the second."""
    angle = torch.arange(x.shape[1])[:, None] * base ** (-torch.arange(0, x.shape[2], 2) / x.shape[2])
    cos, sin = torch.cat([angle.cos()] * 2, -1), torch.cat([angle.sin()] * 2, -1)
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat([-second, first], -1) * sin


def llama(w, ids):
    heads_kv = 1
    x = w.new("model.embed_tokens.weight", V, D)[ids]
    for layer in range(LAYERS):
        at = f"model.layers.{layer}."
        y = w.rms_norm(x, at + "input_layernorm", 1e-5)
        q = rotate(heads(w.linear(y, at + "self_attn.q_proj", D, bias=False), H))
        k = rotate(heads(w.linear(y, at + "self_attn.k_proj", heads_kv * K, bias=False), heads_kv))
        v = heads(w.linear(y, at + "self_attn.v_proj", heads_kv * K, bias=False), heads_kv)
        x = x + w.linear(attend(q, k, v, K**-0.5, causal=True), at + "self_attn.o_proj", D, bias=False)
        y = w.rms_norm(x, at + "post_attention_layernorm", 1e-5)
        y = F.silu(w.linear(y, at + "mlp.gate_proj", FF, bias=False)) * w.linear(y, at + "mlp.up_proj", FF, bias=False)
        x = x + w.linear(y, at + "mlp.down_proj", D, bias=False)
    return {"logits": w.linear(w.rms_norm(x, "model.norm", 1e-5), "lm_head", V, bias=False)}


def bucket(distance, both_ways, buckets=8, longest=16):
    """T5's bucket of key position minus query position."""
    first = 0
    if both_ways:
        buckets //= 2
        first = buckets if distance > 0 else 0
        distance = abs(distance)
    else:
        distance = max(-distance, 0)
    exact = buckets // 2
    if distance < exact:
        return first + distance
    return first + min(exact + int(math.log(distance / exact) / math.log(longest / exact) * (buckets - exact)), buckets - 1)


def t5_stack(w, side, x, gated, memory=None):
    table = w.new(f"{side}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", 8, H)
    length = len(x)
    places = torch.tensor([[bucket(j - i, memory is None) for j in range(length)] for i in range(length)])
    bias = table[places].permute(2, 0, 1)

    def attention(y, source, name, causal=False, bias=None):
        q, k, v = (heads(w.linear(z, f"{name}.{part}", D, bias=False), H) for z, part in ((y, "q"), (source, "k"), (source, "v")))
        return w.linear(attend(q, k, v, 1, causal, bias), f"{name}.o", D, bias=False)

    for block in range(LAYERS):
        at = f"{side}.block.{block}.layer."
        y = w.rms_norm(x, at + "0.layer_norm")
        x = x + attention(y, y, at + "0.SelfAttention", memory is not None, bias)
        if memory is not None:
            x = x + attention(w.rms_norm(x, at + "1.layer_norm"), memory, at + "1.EncDecAttention")
        at += "1" if memory is None else "2"
        y = w.rms_norm(x, at + ".layer_norm")
        if gated:
            y = F.gelu(w.linear(y, at + ".DenseReluDense.wi_0", FF, bias=False), approximate="tanh") * w.linear(y, at + ".DenseReluDense.wi_1", FF, bias=False)
        else:
            y = F.relu(w.linear(y, at + ".DenseReluDense.wi", FF, bias=False))
        x = x + w.linear(y, at + ".DenseReluDense.wo", D, bias=False)
    return w.rms_norm(x, f"{side}.final_layer_norm")


def t5(w, source, target, gated):
    shared = w.new("shared.weight", V, D)
    x = t5_stack(w, "decoder", shared[target], gated, t5_stack(w, "encoder", shared[source], gated))
    return {"logits": w.linear(x, "lm_head", V, bias=False) if gated else x * D**-0.5 @ shared.T}


def marian(w, source, target):
    shared = w.new("model.shared.weight", V, D)
    angle = torch.arange(LONGEST)[:, None] * 10000.0 ** (-torch.arange(0, D, 2) / D)
    positions = torch.cat([angle.sin(), angle.cos()], -1)

    def attention(y, memory, name, causal=False):
        q, k, v = (heads(w.linear(z, f"{name}.{part}_proj", D), H) for z, part in ((y, "q"), (memory, "k"), (memory, "v")))
        return w.linear(attend(q, k, v, K**-0.5, causal), name + ".out_proj", D)

    def stack(side, ids, memory=None):
        x = shared[ids] * math.sqrt(D) + positions[: len(ids)]
        for layer in range(LAYERS):
            at = f"model.{side}.layers.{layer}."
            x = w.layer_norm(x + attention(x, x, at + "self_attn", memory is not None), at + "self_attn_layer_norm")
            if memory is not None:
                x = w.layer_norm(x + attention(x, memory, at + "encoder_attn"), at + "encoder_attn_layer_norm")
            x = w.layer_norm(x + w.linear(F.silu(w.linear(x, at + "fc1", FF)), at + "fc2", D), at + "final_layer_norm")
        return x

    hidden = stack("decoder", target, stack("encoder", source))
    w["model.encoder.embed_positions.weight"] = w["model.decoder.embed_positions.weight"] = positions
    return {"logits": hidden @ shared.T + w.new("final_logits_bias", 1, V)}


def write(name, config, weights, expected, shards=1):
    folder = HERE / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    save(folder / "expected.safetensors", expected)
    names = list(weights)
    if shards == 1:
        save(folder / "model.safetensors", weights)
        return
    size = -(-len(names) // shards)
    files = {f"model-{part + 1:05}-of-{shards:05}.safetensors": names[part * size : (part + 1) * size] for part in range(shards)}
    for file, part in files.items():
        save(folder / file, {name: weights[name] for name in part})
    index = {"metadata": {"total_size": sum(4 * tensor.numel() for tensor in weights.values())}, "weight_map": {name: file for file, part in files.items() for name in part}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")


def main():
    ids = torch.tensor([2, 9, 17, 5, 3, 11, 24, 3])
    types = torch.tensor([0, 0, 0, 0, 0, 1, 1, 1])
    source, target = torch.tensor([7, 22, 9, 14, 1]), torch.tensor([0, 8, 19, 4, 27, 6])
    one, two = {"ids": ids}, {"source": source, "target": target}

    w = Weights(1)
    write("bert", {
        "architectures": ["BertForPreTraining"], "model_type": "bert", "vocab_size": V, "hidden_size": D, "num_hidden_layers": LAYERS, "num_attention_heads": H,
        "intermediate_size": FF, "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "max_position_embeddings": LONGEST, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
        "pad_token_id": 0, "initializer_range": 0.02}, w, one | {"types": types} | bert(w, ids, types))
    w = Weights(2)
    write("gpt2", {
        "architectures": ["GPT2LMHeadModel"], "model_type": "gpt2", "vocab_size": V, "n_embd": D, "n_layer": LAYERS, "n_head": H, "n_inner": FF, "n_positions": LONGEST,
        "activation_function": "gelu_new", "layer_norm_epsilon": 1e-5, "resid_pdrop": 0.1}, w, one | gpt2(w, ids), shards=2)
    w = Weights(3)
    write("llama", {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": V, "hidden_size": D, "num_hidden_layers": LAYERS, "num_attention_heads": H,
        "num_key_value_heads": 1, "intermediate_size": FF, "hidden_act": "silu", "max_position_embeddings": LONGEST, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
        "tie_word_embeddings": False}, w, one | llama(w, ids))
    for name, gated in (("t5", False), ("t5_v1_1", True)):
        w = Weights(4)
        write(name, {
            "architectures": ["T5ForConditionalGeneration"], "model_type": "t5", "vocab_size": V, "d_model": D, "d_kv": K, "d_ff": FF, "num_layers": LAYERS,
            "num_decoder_layers": LAYERS, "num_heads": H, "relative_attention_num_buckets": 8, "relative_attention_max_distance": 16, "dropout_rate": 0.1,
            "layer_norm_epsilon": 1e-6, "feed_forward_proj": "gated-gelu" if gated else "relu", "tie_word_embeddings": not gated},
            w, two | t5(w, source, target, gated))
    w = Weights(5)
    write("marian", {
        "architectures": ["MarianMTModel"], "model_type": "marian", "vocab_size": V, "d_model": D, "encoder_layers": LAYERS, "decoder_layers": LAYERS,
        "encoder_attention_heads": H, "decoder_attention_heads": H, "encoder_ffn_dim": FF, "decoder_ffn_dim": FF, "activation_function": "swish", "dropout": 0.1,
        "max_position_embeddings": LONGEST, "scale_embedding": True, "share_encoder_decoder_embeddings": True, "static_position_embeddings": True}, w,
        two | marian(w, source, target))


if __name__ == "__main__":
    main()
