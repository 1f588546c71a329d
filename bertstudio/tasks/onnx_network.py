"""Networks as ONNX: written from torch, made smaller as int8, and run in place of a torch network.

Everything here needs the extra `onnx`; libraries are imported when a function is called.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.extras import library

FLOAT_NAME, INT8_NAME = "model.onnx", "model_int8.onnx"
INPUTS = ("input_ids", "attention_mask")
TOLERANCE = 1e-4
"""Largest difference between the logits of torch and of ONNX Runtime in fp32."""
MOST_SEQUENCES = 4096
QUANTISED = ("MatMul", "Gemm", "Gather")
"""What is computed or kept in int8: the dense layers, and the table of the word pieces."""


class OnnxNetwork:
    """Takes the place of a torch network in a model: it can answer, but not be trained."""

    def __init__(self, folder: Path) -> None:
        import torch
        import transformers

        runtime = library("onnxruntime", "onnx")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        # Threads that spin while they wait take the processor away from everything else on the computer.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = onnx_file(folder)
        try:
            self.config = transformers.AutoConfig.from_pretrained(folder, local_files_only=True)
            self._session = runtime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # ONNX Runtime raises classes of its own that share no base
            raise UserError(
                tr("{path} cannot be used: {error}", path=path, error=str(error).strip().split("\n")[0][:160])
            ) from error
        self.device = torch.device("cpu")
        self.base_model = None

    @property
    def body_parameters(self) -> int:
        """About as many as `pretrained.body_parameters` counts: the dense layers."""
        config = self.config
        wide = getattr(config, "intermediate_size", None) or 4 * config.hidden_size
        return int(config.num_hidden_layers * (4 * config.hidden_size**2 + 2 * config.hidden_size * wide))

    def add_module(self, name: str, module: Any) -> None:
        """A CRF is not a part of the graph; the model that owns it moves and reads it."""

    def eval(self) -> "OnnxNetwork":
        return self

    def to(self, _device: Any) -> "OnnxNetwork":
        """Stay where it is: ONNX models run on the processor."""
        return self

    def __call__(self, **inputs: Any) -> Any:
        """Return an object whose `logits` are a float32 tensor."""
        import torch

        given = {name: np.ascontiguousarray(inputs[name].numpy(), np.int64) for name in INPUTS}
        return SimpleNamespace(logits=torch.from_numpy(self._session.run(["logits"], given)[0]))


def onnx_file(folder: Path) -> Path | None:
    """Return the ONNX file of a model folder that holds no weights for torch, int8 before fp32."""
    found = [folder / name for name in (INT8_NAME, FLOAT_NAME) if (folder / name).is_file()]
    return found[0] if found and not any(folder.glob("model*.safetensors")) else None


def write_onnx(network: Any, path: Path) -> float:
    """Write a torch network as ONNX in fp32, for any number and length of sequences.

    Returns the largest difference of the logits from those of torch on a padded batch.

    Raises:
        UserError: a library is missing, or the file does not give the same logits.
    """
    import torch

    for name in ("onnx", "onnxscript", "onnxruntime"):
        library(name, "onnx")
    network = network.eval()
    sequences = torch.export.Dim("batch", min=1, max=MOST_SEQUENCES)
    # The longest is left open: windows are cut to what the network knows before.
    pieces = torch.export.Dim("sequence", min=1, max=1 << 20)
    with _quiet(), torch.inference_mode():
        program = torch.onnx.export(
            _logits_only(network),
            _example(network, 2, 9),
            dynamo=True,
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_shapes={name: {0: sequences, 1: pieces} for name in INPUTS},
            verbose=False,
        )
        assert program is not None  # with dynamo=True it never is
        _forget_source(program.model)
        program.save(str(path), external_data=False)
    difference = _difference(network, path)
    if not difference <= TOLERANCE:
        raise UserError(
            tr(
                "This kind of model does not give the same scores as ONNX (they differ by {number:.2g}). "
                "Export it as huggingface.",
                number=difference,
            )
        )
    return difference


def write_int8(source: Path, path: Path) -> None:
    """Write an ONNX file with weights in int8, a scale for each output channel.

    Activations are quantised while the model runs, so no texts are needed.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with _quiet():
        quantize_dynamic(
            source,
            path,
            op_types_to_quantize=list(QUANTISED),
            per_channel=True,
            weight_type=QuantType.QInt8,
        )


def _forget_source(model: Any) -> None:
    """Drop what the exporter notes of each node: lines of Python, with paths of this computer."""
    model.metadata_props.clear()
    for graph in model.graphs():
        graph.metadata_props.clear()
        for node in graph:
            node.metadata_props.clear()
            node.doc_string = None
            for value in node.outputs:
                value.metadata_props.clear()


def _logits_only(network: Any) -> Any:
    import torch

    class Logits(torch.nn.Module):
        """Gives the graph one output, whatever else the network returns."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.network(input_ids=input_ids, attention_mask=attention_mask).logits

    return Logits().eval()


def _example(network: Any, sequences: int, pieces: int) -> tuple[Any, Any]:
    """Return ids and mask of a batch in which all sequences but the first are padded."""
    import torch

    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(0, int(network.config.vocab_size), (sequences, pieces), generator=generator)
    mask = torch.ones_like(ids)
    mask[1:, pieces // 2 + 1 :] = 0
    return ids, mask


def _difference(network: Any, path: Path) -> float:
    import torch

    session = library("onnxruntime", "onnx").InferenceSession(path, providers=["CPUExecutionProvider"])
    largest = 0.0
    for shape in ((1, 1), (3, 14), (2, 33)):
        ids, mask = _example(network, *shape)
        with torch.inference_mode():
            ours = network(input_ids=ids, attention_mask=mask).logits.numpy()
        theirs = session.run(["logits"], dict(zip(INPUTS, (ids.numpy(), mask.numpy()), strict=True)))[0]
        if ours.ndim == theirs.ndim == 3:
            known = mask.numpy()[..., None]
            ours, theirs = ours * known, theirs * known
        largest = max(largest, float(np.abs(ours - theirs).max()))
    return largest


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the exporter's remarks, which say nothing to a user, off standard error."""
    names = ("torch.onnx", "onnxscript", "onnx_ir", "root")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
