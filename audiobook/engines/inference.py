"""Running a model with onnxruntime: on one thread, and with one more of its inner values shown."""

from pathlib import Path
from typing import Any

from audiobook.errors import EngineError

_INT64 = 7
"""TensorProto.DataType of onnx.proto3."""


def session(model: bytes, path: Path) -> Any:
    """An onnxruntime session on one thread: a crew runs one process a core. `path` is for messages."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except failures() as error:
        raise EngineError(f"{path} is no model that can be run ({first_line(error)}); install it again") from error


def failures() -> tuple[type[Exception], ...]:
    """Whatever onnxruntime raises; its exceptions have no common base of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    found = [kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (RuntimeError, ValueError, *found)


def first_line(error: Exception) -> str:
    """What an exception says, in short."""
    return str(error).partition("\n")[0]


def with_output(model: bytes, value: str, name: str) -> bytes:
    """The model with an inner value as one more output, as 64-bit integers.

    An ONNX file is a protocol buffer, and two of them one behind the other are their union
    (protobuf.dev/programming-guides/encoding, "Last One Wins"): so a graph with just a Cast node and an output is
    appended, and what comes before stays as it is.
    """
    to_int64 = _field(1, b"to") + bytes((3 << 3, _INT64)) + bytes((0xA0, 0x01, 2))  # name, i, type = INT
    node = _field(1, value.encode()) + _field(2, name.encode()) + _field(4, b"Cast") + _field(5, to_int64)
    graph = _field(1, node) + _field(12, _field(1, name.encode()))
    return model + _field(7, graph)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    low = bytes(())
    while value > 127:
        low += bytes((value & 127 | 128,))
        value >>= 7
    return low + bytes((value,))
