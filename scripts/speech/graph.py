"""Changes to a model's graph, made in its bytes (ONNX, which is protobuf): no package is needed for that.

A convolution of eight-bit numbers takes the runtime two to three times as long as a product of matrices that counts the same. So
each one becomes such a product: the steps of time are laid in rows, each with its neighbours beside it, and multiplied by the
kernel laid out the same way. All of it is whole numbers, so the sound is the same to the last bit.
"""

import math

import numpy

# Fields of ModelProto, GraphProto, NodeProto, AttributeProto and TensorProto.
GRAPH = 7
NODE, INITIALIZER, OUTPUT = 1, 5, 12
NODE_INPUT, NODE_OUTPUT, NODE_NAME, NODE_KIND, NODE_ATTRIBUTE = 1, 2, 3, 4, 5
NAME, WHOLE, WHOLES, ATTRIBUTE_TYPE = 1, 3, 8, 20
DIMENSION, DATA_TYPE, SMALL_DATA, TENSOR_NAME, RAW_DATA = 1, 2, 5, 8, 9
# Types of tensors and of attributes.
UINT8, INT8, INT64 = 2, 3, 7
A_WHOLE, WHOLE_LIST = 2, 7
TO_THE_END = 1 << 62


def prepared(model, tensor, products):
    """The model with one of its inner tensors as one more output, and if wanted with products for convolutions."""
    chunks = []
    for number, value, raw in fields(memoryview(model)):
        if number == GRAPH:
            graph = list(Graph(value).chunks() if products else [value])
            # A type (2) of a tensor (1) of floats (element type 1).
            graph.append(field(OUTPUT, field(1, tensor.encode()) + field(2, field(1, b"\x08\x01"))))
            chunks += [varint(number << 3 | 2), varint(sum(map(len, graph))), *graph]
        else:
            chunks.append(raw)
    return b"".join(chunks)


class Graph:
    def __init__(self, content):
        self.parts = list(fields(content))
        tensors = (value for number, value, _ in self.parts if number == INITIALIZER)
        self.tensors = {name_of(tensor): tensor for tensor in tensors}
        # Kernels that nothing uses any more.
        self.dropped = set()

    def chunks(self):
        """Nodes first: which tensors are left out is known after them."""
        for number, value, raw in self.parts:
            if number == NODE:
                yield self.product(Convolution(value)) or raw
        for number, value, raw in self.parts:
            if number != NODE and not (number == INITIALIZER and name_of(value) in self.dropped):
                yield raw

    def product(self, node):
        """What counts the same as this node; nothing where the node is of another kind."""
        if node.kind != "ConvInteger" or len(node.inputs) != 4 or not node.is_plain():
            return None
        kernel, zero = (array(self.tensors.get(name)) for name in (node.inputs[1], node.inputs[3]))
        if kernel is None or kernel.ndim != 3 or zero is None or zero.size != 1:
            return None
        self.dropped.add(node.inputs[1])
        outputs, inputs, taps = kernel.shape
        matrix = signed(kernel).transpose(2, 1, 0).reshape(taps * inputs, outputs)
        name, zero_of_sound = node.output, node.inputs[2]
        rows = f"{name}/rows"
        made = [operation("Transpose", [node.inputs[0]], rows, perm=[0, 2, 1])]
        if any(node.pads):
            made += [
                constant(f"{name}/pads", numpy.array([0, node.pads[0], 0, 0, node.pads[1], 0], "<i8"), INT64),
                operation("Pad", [rows, f"{name}/pads", zero_of_sound], f"{name}/padded"),
            ]
            rows = f"{name}/padded"
        if taps > 1:
            made += side_by_side(name, rows, taps, node.dilation)
            rows = f"{name}/wide"
        made += [
            constant(f"{name}/matrix", matrix, INT8),
            constant(f"{name}/zero", signed(zero).reshape(()), INT8),
            operation("MatMulInteger", [rows, f"{name}/matrix", zero_of_sound, f"{name}/zero"], f"{name}/product"),
            operation("Transpose", [f"{name}/product"], name, perm=[0, 2, 1]),
        ]
        return b"".join(made)


def side_by_side(name, rows, taps, dilation):
    """Each row with those after it that a kernel reaches, one beside the other."""
    yield constant(f"{name}/axis", numpy.array([1], "<i8"), INT64)
    for tap in range(taps):
        last = (tap + 1 - taps) * dilation or TO_THE_END
        yield constant(f"{name}/first{tap}", numpy.array([tap * dilation], "<i8"), INT64)
        yield constant(f"{name}/last{tap}", numpy.array([last], "<i8"), INT64)
        yield operation("Slice", [rows, f"{name}/first{tap}", f"{name}/last{tap}", f"{name}/axis"], f"{name}/tap{tap}")
    yield operation("Concat", [f"{name}/tap{tap}" for tap in range(taps)], f"{name}/wide", axis=2)


class Convolution:
    """What is to be known of a node, be it a convolution or not."""

    def __init__(self, content):
        self.inputs, self.output, self.kind, self.attributes = [], "", "", {}
        for number, value, _ in fields(content):
            if number == NODE_INPUT:
                self.inputs.append(bytes(value).decode())
            elif number == NODE_OUTPUT:
                self.output = bytes(value).decode()
            elif number == NODE_KIND:
                self.kind = bytes(value).decode()
            elif number == NODE_ATTRIBUTE:
                parts = list(fields(value))
                name = next(bytes(part).decode() for number, part, _ in parts if number == NAME)
                self.attributes[name] = [whole for number, part, _ in parts if number in (WHOLE, WHOLES) for whole in wholes(part)]
        self.pads = self.attributes.get("pads", [0, 0])
        self.dilation = self.attributes.get("dilations", [1])[0]

    def is_plain(self):
        """One group, and every step of time: others are few and small."""
        return self.attributes.get("group", [1]) == [1] and self.attributes.get("strides", [1]) == [1] and len(self.pads) == 2


def signed(weights):
    """The same distance from each other, from -128: only then the processor has an instruction for the whole product."""
    return (weights ^ 0x80).view(numpy.int8)


def array(tensor):
    """A constant of bytes; None where it is anything else."""
    if tensor is None:
        return None
    parts = list(fields(tensor))
    if (DATA_TYPE, UINT8) not in ((number, value) for number, value, _ in parts if number == DATA_TYPE):
        return None
    shape, content = [], None
    for number, value, _ in parts:
        if number == DIMENSION:
            shape += wholes(value)
        elif number == RAW_DATA:
            content = value
        elif number == SMALL_DATA:
            content = bytes(wholes(value))
    if content is None or len(content) != math.prod(shape):
        return None
    return numpy.frombuffer(content, numpy.uint8).reshape(shape)


def name_of(tensor):
    return next((bytes(value).decode() for number, value, _ in fields(tensor) if number == TENSOR_NAME), "")


# What is written.


def constant(name, values, kind):
    shape = b"".join(varint(DIMENSION << 3) + varint(size) for size in values.shape)
    head = shape + varint(DATA_TYPE << 3) + varint(kind) + field(TENSOR_NAME, name.encode())
    return field(INITIALIZER, head + field(RAW_DATA, values.tobytes()))


def operation(kind, inputs, output, **attributes):
    content = b"".join(field(NODE_INPUT, name.encode()) for name in inputs) + field(NODE_OUTPUT, output.encode())
    content += field(NODE_NAME, f"{output}/{kind}".encode()) + field(NODE_KIND, kind.encode())
    for name, value in attributes.items():
        values = value if isinstance(value, list) else [value]
        number, type_number = (WHOLES, WHOLE_LIST) if isinstance(value, list) else (WHOLE, A_WHOLE)
        numbers = b"".join(varint(number << 3) + varint(whole) for whole in values)
        content += field(NODE_ATTRIBUTE, field(NAME, name.encode()) + numbers + varint(ATTRIBUTE_TYPE << 3) + varint(type_number))
    return field(NODE, content)


# Protobuf: fields with a number, one after the other.


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value):
    content = bytearray()
    while value > 0x7F:
        content.append(value & 0x7F | 0x80)
        value >>= 7
    content.append(value)
    return bytes(content)


def fields(content):
    """Number and content of each field, and both as they stand there."""
    at = 0
    while at < len(content):
        start = at
        key, at = read_varint(content, at)
        if key & 7 == 0:
            value, at = read_varint(content, at)
        else:
            size, at = read_varint(content, at) if key & 7 == 2 else ({1: 8, 5: 4}[key & 7], at)
            value = content[at : at + size]
            at += size
        yield key >> 3, value, content[start:at]


def read_varint(content, at):
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def wholes(value):
    """One whole number, or those that are packed one after the other."""
    if isinstance(value, int):
        return [value]
    numbers, at = [], 0
    while at < len(value):
        number, at = read_varint(value, at)
        numbers.append(number)
    return numbers
