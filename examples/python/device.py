#!/usr/bin/env python3
"""A device that speaks the line protocol (docs/PROTOCOL.md): one thread and one loop.

It sleeps until bytes come, bytes can go or something is due, then reads, decides and writes. It waits for nothing else, so that
no beat is late because of a peer.
"""

import argparse
import os
import secrets
import select
import signal
import socket
import sys
import time

import vectors
from line import is_device_id
from session import ENDED_AS_ASKED, NEVER, SERVER_DEAD, UNDECIDED, WRONG_INPUT, Session

CONNECT = 5.0  # s
LARGEST_CREDENTIAL = 255


class Parser(argparse.ArgumentParser):
    def error(self, message):
        """One sentence, without the usage before it."""
        print(f"device: {message}; --help tells the usage", file=sys.stderr)
        sys.exit(WRONG_INPUT)


def whole_number(least, most):
    def parse(text):
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f'"{text}" is no whole number from {least} to {most}')
        return int(text)

    return parse


def device_id(text):
    if not is_device_id(text):
        raise argparse.ArgumentTypeError("a device id is 1 to 128 characters of A-Z a-z 0-9 . _ : -")
    return text


def credential(file):
    try:
        with open(file, "rb") as content:
            # Editors and echo(1) end a file with a line end that nobody meant to be part of the secret.
            secret = content.read(LARGEST_CREDENTIAL + 64).rstrip(b"\r\n")
    except OSError as error:
        raise argparse.ArgumentTypeError(f"cannot read {file}: {error.strerror}") from None
    if not 1 <= len(secret) <= LARGEST_CREDENTIAL:
        raise argparse.ArgumentTypeError(f"the credential in {file} is not 1 to {LARGEST_CREDENTIAL} bytes long")
    return secret


def read_options():
    parser = Parser(prog="device", allow_abbrev=False, epilog="device --vectors FILE: decodes test vectors")
    parser.add_argument("host", metavar="HOST")
    parser.add_argument("port", metavar="PORT", type=whole_number(1, 65_535))
    parser.add_argument("--device", metavar="ID", type=device_id, required=True)
    parser.add_argument("--credential-file", metavar="F", dest="credential", type=credential, default=b"")
    parser.add_argument("--heartbeat", choices=("one-way", "two-way"), default="one-way", help="beat, or answer questions")
    parser.add_argument("--send", metavar="TEXT", type=os.fsencode)
    parser.add_argument("--for", metavar="SECONDS", dest="seconds", type=whole_number(0, 1_000_000_000))
    options = parser.parse_args()
    options.beats = options.heartbeat == "one-way"
    return options


def give_up(what, error):
    print(f"device: {what}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
    sys.exit(SERVER_DEAD)


def receive(line, session, now):
    """Reads what is there; returns whether there may be more."""
    try:
        some = line.recv(65_536)
        error = None
    except BlockingIOError:
        return True
    except OSError as caught:
        some, error = b"", caught
    if some:
        session.heard(some, now)
        if session.kernel_ms and hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux has it
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, session.kernel_ms)
            session.kernel_ms = 0
        return True
    # Who ended the line with a GOODBYE may close it at once, and what we send then is answered with a reset.
    cut = session.status == ENDED_AS_ASKED and (error or not session.all_said) and not session.decoder.ended
    if session.status is UNDECIDED or cut:
        give_up("the line ended without a goodbye", error or "end of stream")
    if error:
        sys.exit(session.status)
    return False


def transmit(line, session):
    """Sends what goes without waiting; returns whether the line is half-closed now."""
    try:
        if session.out:
            del session.out[: line.send(session.out)]
        if session.all_said and not session.out:
            line.shutdown(socket.SHUT_WR)
            return True
    except BlockingIOError:
        pass
    except OSError:
        return True  # reading tells why, and what the server still had to say
    return False


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--vectors":
        try:
            return vectors.run(sys.argv[2])
        except OSError as error:
            print(f"device: cannot read the vectors in {sys.argv[2]}: {error.strerror}", file=sys.stderr)
            return WRONG_INPUT
    options = read_options()
    sys.stdout.reconfigure(line_buffering=True)
    # A signal writes a byte to alarm, which ends the sleep; a handler alone would be run, and the sleep would go on.
    alarm, ring = socket.socketpair()
    ring.setblocking(False)
    signal.set_wakeup_fd(ring.fileno())
    told_to_end = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_end.append(True))
    instance = secrets.randbits(64)  # once: a program that reconnects says the same again
    try:
        line = socket.create_connection((options.host, options.port), CONNECT)
    except OSError as error:
        give_up("cannot reach the server", error)
    line.setblocking(False)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # frames are small and must not wait for more

    session = Session(options, instance, time.monotonic())
    reading, half_closed = True, False
    while reading or not half_closed:
        due = session.next_due()
        left = None if due == NEVER else max(0.0, due - time.monotonic())
        readable = [alarm] * (not told_to_end) + [line] * reading
        select.select(readable, [line] * bool(session.out and not half_closed), [], left)
        if told_to_end:
            session.leave(time.monotonic())
        # The time before the read: had this process been stopped for long, whatever came meanwhile is read before judging.
        now = time.monotonic()
        reading = reading and receive(line, session, now)
        session.due(now)
        half_closed = half_closed or transmit(line, session)
    line.close()
    if session.message:
        print(f"received {len(session.message)} bytes of a message that is not whole")
    return session.status


if __name__ == "__main__":
    sys.exit(main())
