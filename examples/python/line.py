"""The frames of the line protocol, version 1 (docs/PROTOCOL.md), from bytes and to bytes. Nothing here reads or writes."""

import enum
import re
import struct
from dataclasses import dataclass

HEADER = struct.Struct(">BBH")
OPTIONAL, MORE = 0x80, 0x01
LARGEST_PAYLOAD = 65_535
LARGEST_OTHER = 1_024  # of a HELLO or WELCOME, and of any frame that comes before WELCOME
MAGIC = b"LINE"

_WELCOME = struct.Struct(">BIQBIIBH")
_GOODBYE = struct.Struct(">BBI")


class Type(enum.IntEnum):
    HELLO, WELCOME, PING, PONG, BEAT, DATA, ACK, GOODBYE = range(1, 9)


class Mode(enum.IntEnum):
    KERNEL, BEATS, PINGS = range(3)


class Code(enum.IntEnum):
    LEAVING, SHUTDOWN, SUPERSEDED, SILENT, HUNG, STALLED = range(6)
    OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, VERSION = range(6, 12)


KNOWN = frozenset(Type)


class Refused(Exception):
    """What came is not allowed; nothing that follows may be decoded."""


@dataclass(frozen=True)
class Hello:
    lowest: int
    highest: int
    features: int
    beats: bool
    answers: bool
    asks: bool
    instance: int
    device: str
    credential: bytes

    def encode(self):
        device = self.device.encode("ascii")
        gives = self.beats | self.answers << 1
        fields = struct.pack(">BBIBBQ", self.lowest, self.highest, self.features, gives, self.asks, self.instance)
        texts = bytes([len(device)]) + device + bytes([len(self.credential)]) + self.credential
        return _frame(Type.HELLO, MAGIC + fields + texts)


@dataclass(frozen=True)
class Welcome:
    version: int
    features: int
    epoch: int
    mode: Mode
    interval: int  # ms
    bound: int  # ms
    answers: bool
    largest: int

    @staticmethod
    def decode(payload):
        version, features, epoch, mode, interval, bound, answers, largest = _WELCOME.unpack_from(payload)
        if version == 0 or mode > Mode.PINGS or largest == 0:
            raise Refused(f"WELCOME with version {version}, mode {mode}, largest payload {largest}")
        return Welcome(version, features, epoch, Mode(mode), interval, bound, bool(answers & 1), largest)


@dataclass(frozen=True)
class Ping:
    token: int
    ttl: int  # ms

    def encode(self):
        return _frame(Type.PING, struct.pack(">QI", self.token, self.ttl))


@dataclass(frozen=True)
class Pong:
    token: int

    def encode(self):
        return _frame(Type.PONG, struct.pack(">Q", self.token))


@dataclass(frozen=True)
class Beat:
    ttl: int  # ms
    sequence: int

    def encode(self):
        return _frame(Type.BEAT, struct.pack(">II", self.ttl, self.sequence))


@dataclass(frozen=True)
class Data:
    more: bool
    payload: bytes

    def encode(self):
        return _frame(Type.DATA, self.payload, MORE if self.more else 0)


@dataclass(frozen=True)
class Goodbye:
    code: Code
    reconnect: bool
    retry: int  # ms
    text: str

    def encode(self):
        return _frame(Type.GOODBYE, _GOODBYE.pack(self.code, self.reconnect, self.retry) + self.text.encode("ascii"))

    @staticmethod
    def decode(payload):
        code, flags, retry = _GOODBYE.unpack_from(payload)
        # It ends in somebody's terminal: what is not printable is not let through.
        text = "".join(chr(byte) if 0x20 <= byte <= 0x7E else "?" for byte in payload[_GOODBYE.size :])
        return Goodbye(Code(code if code <= Code.VERSION else Code.LEAVING), bool(flags & 1), retry, text)


def _frame(kind, payload, flags=0):
    return HEADER.pack(kind, flags, len(payload)) + payload


def is_device_id(text):
    return re.fullmatch(r"[A-Za-z0-9._:-]{1,128}", text) is not None


class Decoder:
    """Makes frames of what comes, however it is cut. What has come so far decides what may come next."""

    # What a server may send, and the shortest and longest payload of it.
    LENGTHS = {
        Type.WELCOME: (_WELCOME.size, LARGEST_OTHER),
        Type.PING: (12, 12),
        Type.PONG: (8, 8),
        Type.GOODBYE: (_GOODBYE.size, _GOODBYE.size + 255),
    }

    def __init__(self, largest=LARGEST_PAYLOAD):
        self.largest = largest  # payload of DATA to be taken
        self.open = False  # a WELCOME has come
        self.ended = False  # a GOODBYE has come
        self.rest = bytearray()  # grows as bytes come, never because a length says that they will
        self.used = 0  # how many bytes went into frames

    def decode(self, some):
        """Yields the frames that are whole with these bytes; raises Refused after those that come before the fault."""
        self.rest += some
        while len(self.rest) >= HEADER.size:
            kind, flags, length = HEADER.unpack_from(self.rest)
            refusal = self._refusal(kind, flags, length)
            # After its GOODBYE a server is not judged any more: what is wrong is skipped, and so is all but DATA.
            skip = self.ended and (refusal is not None or kind != Type.DATA)
            if refusal is not None and not skip:
                raise Refused(refusal)
            end = HEADER.size + length
            if len(self.rest) < end:
                return
            payload = bytes(self.rest[HEADER.size : end])
            frame = None if skip else self._frame(kind, flags, payload)
            del self.rest[:end]
            self.used += end
            if frame is not None:
                yield frame

    def _refusal(self, kind, flags, length):
        """Why a frame with this header may not come now, None if it may; asked before any of its payload has come."""
        known = kind in KNOWN
        if kind == Type.ACK or (not known and not flags & OPTIONAL):
            return f"a frame of the unknown type {kind}"
        if not known:
            most = self.largest if self.open else LARGEST_OTHER
            return f"an optional frame of {length} bytes" if length > most else None
        if kind in (Type.HELLO, Type.BEAT) or (kind == Type.WELCOME and self.open):
            return f"a {Type(kind).name} from a server"
        if not self.open and kind not in (Type.WELCOME, Type.GOODBYE):
            return f"a {Type(kind).name} before WELCOME"
        if flags & ~(OPTIONAL | MORE if kind == Type.DATA else OPTIONAL):
            return f"a {Type(kind).name} with the flags {flags:#04x}"
        least, most = self.LENGTHS.get(kind, (0, self.largest))
        return None if least <= length <= most else f"a {Type(kind).name} with a payload of {length} bytes"

    def _frame(self, kind, flags, payload):
        if kind == Type.WELCOME:
            welcome = Welcome.decode(payload)
            self.open = True
            return welcome
        if kind == Type.PING:
            return Ping(*struct.unpack(">QI", payload))
        if kind == Type.PONG:
            return Pong(*struct.unpack(">Q", payload))
        if kind == Type.DATA:
            return Data(bool(flags & MORE), payload)
        if kind == Type.GOODBYE:
            self.ended = True
            return Goodbye.decode(payload)
        return None  # unknown and optional
