"""The test vectors of docs/line-protocol-vectors.txt (format at its top), by the decoder that the device uses.

What a server receives is what a device sends: there the bytes are made and compared. The frames that go both ways are decoded
there, too; what only a server has to understand is skipped.
"""

import line

SENT = {kind.__name__.upper(): kind for kind in (line.Hello, line.Ping, line.Pong, line.Beat, line.Data, line.Goodbye)}


def run(file):
    """Prints a line for each vector; returns the exit status."""
    counts = {"ok": 0, "not ok": 0, "skipped": 0}
    with open(file, encoding="ascii") as lines:
        for block in lines.read().split("\n\n"):
            entries = [entry.split(" ", 1) for entry in block.splitlines() if entry and not entry.startswith("#")]
            if entries:
                fields = {"hex": "", "is": [], **{key: "" for key in ("name", "at", "rest", "refused")}}
                for key, *value in entries:
                    value = value[0] if value else "yes"
                    if key == "hex":
                        fields["hex"] += value + " "
                    elif key == "is":
                        fields["is"].append(value)
                    else:
                        fields[key] = value
                outcome, difference = _judge(fields)
                counts[outcome] += 1
                print(f"{outcome} {fields['name']}{difference and ': ' + difference}")
    print(f"{counts['ok']} ok, {counts['not ok']} not ok, {counts['skipped']} for servers alone")
    return 1 if counts["not ok"] or not counts["ok"] else 0


def _judge(fields):
    side, phase, largest = fields["at"].split()
    data = _from_hex(fields["hex"])
    lasting = "lenient" in fields or fields["refused"] or fields["rest"]
    sent = side == "server" and not lasting
    received = side == "client" or phase in ("open", "goodbye")
    received = received and not any(frame.startswith("BEAT") for frame in fields["is"])
    difference = ""
    if sent and b"".join(_encode(frame) for frame in fields["is"]) != data:
        difference = "other bytes are sent"
    if received and not difference:
        # Whole, and byte by byte: how TCP cuts the stream means nothing.
        wanted = (fields["is"], fields["refused"].split(" ")[0], int(fields["rest"] or 0))
        for step in (1, max(1, len(data))):
            got = _decode(phase, int(largest), data, step)
            difference = difference or (f"{got} instead of {wanted}" if got != wanted else "")
    if not sent and not received:
        return "skipped", "only a server reads this"
    return ("not ok" if difference else "ok"), difference


def _decode(phase, largest, data, step):
    decoder = line.Decoder(largest)
    decoder.open = phase != "start"
    decoder.ended = phase == "goodbye"
    frames = []
    try:
        for begin in range(0, len(data), step):
            for frame in decoder.decode(data[begin : begin + step]):
                frames.append(_describe(frame))
    except line.Refused:
        return frames, str(decoder.used), 0
    return frames, "", len(decoder.rest)


def _from_hex(tokens):
    data = b""
    for token in tokens.split():
        digits, _, times = token.partition("*")
        data += bytes.fromhex(digits) * int(times or 1)
    return data


def _to_hex(data):
    return f"{data[0]:02x}*{len(data)}" if len(data) > 8 and len(set(data)) == 1 else data.hex()


def _describe(frame):
    """A frame as the vectors write it."""
    written = {"features": "{:08x}", "token": "{:016x}", "more": "{:d}", "reconnect": "{:d}", "answers": "{:d}", "code": "{:d}"}
    words = [type(frame).__name__.upper()]
    for key, value in vars(frame).items():
        if key == "payload":
            value = _to_hex(value)
        elif key == "mode":
            value = value.name.lower()
        words.append(f"{key}={written.get(key, '{}').format(value)}")
    return " ".join(words)


def _encode(description):
    kind, *words = description.split(" ", 9 if description.startswith("HELLO") else 4)
    fields = dict(word.split("=", 1) for word in words)
    read = {"device": str, "text": str, "payload": _from_hex, "credential": _from_hex}
    base = {"features": 16, "instance": 16, "token": 16}
    for key, value in fields.items():
        fields[key] = read[key](value) if key in read else int(value, base.get(key, 10))
    return SENT[kind](**fields).encode()
