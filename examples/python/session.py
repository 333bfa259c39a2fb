"""One connection of the device: what its frames and the time make it say. It sees no socket and no clock."""

import sys

from line import LARGEST_PAYLOAD, Beat, Code, Data, Decoder, Goodbye, Hello, Mode, Ping, Pong, Refused, Welcome

# What the process ends with; UNDECIDED until it is known how the line ends.
ENDED_AS_ASKED, SERVER_DEAD, WRONG_INPUT, MAY_RECONNECT, STAY_AWAY, UNDECIDED = 0, 1, 2, 3, 4, None

HANDSHAKE = 15.0  # s, a little longer than the server gives
ASK = 1.0  # s: the server is asked after so long a silence,
ASK_TIMES = 3  # so often, and given up after as long again: 4 s in all
LEAVING = 5.0  # s for what is left when a line ends,
PARTING = 0.5  # s, or only for a last word
LEAST = 20  # ms, what an interval or a bound of 0 stands for
CHUNK = 16_384  # bytes, so small that a PONG never waits long behind one
MOST_OUT = 2 * CHUNK
LARGEST_MESSAGE = 1 << 20
NEVER = float("inf")


class Session:
    def __init__(self, options, instance, now):
        """With HELLO ready to be sent."""
        hello = Hello(1, 1, 0, options.beats, not options.beats, True, instance, options.device, options.credential)
        self.out = bytearray(hello.encode())  # what is to be sent; its beginning may have gone already
        self.all_said = False  # nothing will ever be added: send a FIN behind it
        self.status = UNDECIDED
        self.decoder = Decoder(LARGEST_PAYLOAD)
        self.text = options.send  # what is not in out yet, None if nothing is
        self.chunk = CHUNK
        self.message = bytearray()  # whose last piece has not come
        self.leaving = False  # nothing new is begun: somebody said GOODBYE, or is about to
        self.deaf = False  # what still comes means nothing
        self.last_word = None
        self.seconds = options.seconds
        self.beat_at = self.ask_at = NEVER
        self.end_at = now + HANDSHAKE
        self.beat_every = self.beat_ttl = self.beats = self.asked = 0
        self.kernel_ms = 0  # so long may bytes of ours stay unacknowledged; 0: that is not for us to say

    def next_due(self):
        return min(self.beat_at, self.ask_at, self.end_at)

    def leave(self, now):
        """Finishes what was begun, then says GOODBYE."""
        if not self.leaving:
            self._end(ENDED_AS_ASKED, now + LEAVING, Goodbye(Code.LEAVING, True, 0, "done"))

    def _end(self, status, until, last_word):
        self.leaving = True
        self.status = status
        self.last_word = last_word
        self.end_at = until
        self.beat_at = self.ask_at = NEVER
        if not self.decoder.open:
            self.text = None

    def _part(self, now, code, why):
        """The server is wrong or dead: a last word, in case that it hears after all."""
        print(f"device: gives the server up: {why}", file=sys.stderr)
        self._end(SERVER_DEAD, now + PARTING, Goodbye(code, code != Code.MALFORMED, 0, why))
        self.deaf = True
        self.text = None

    def heard(self, some, now):
        """Takes what came, however it is cut."""
        self.asked = 0  # any byte shows that the server lives
        self.ask_at = self.ask_at if self.ask_at == NEVER else now + ASK
        try:
            for frame in self.decoder.decode(some) if not self.deaf else ():
                if isinstance(frame, Welcome):
                    self._on_welcome(frame, now)
                elif isinstance(frame, Ping) and not self.all_said:
                    self._say(Pong(frame.token))
                elif isinstance(frame, Data):
                    self._on_data(frame, now)
                elif isinstance(frame, Goodbye):
                    self._on_goodbye(frame, now)
                if self.deaf:
                    return
        except Refused as refused:
            self._part(now, Code.MALFORMED, str(refused))

    def _on_welcome(self, frame, now):
        print(
            f"welcome: mode {frame.mode.name.lower()}, interval {frame.interval} ms, bound {frame.bound} ms,"
            f" epoch {frame.epoch}, the server {'answers' if frame.answers else 'answers no questions'}"
        )
        if frame.version != 1:
            self._part(now, Code.MALFORMED, "WELCOME with a version that was not offered")
        if self.leaving:
            return
        self.chunk = min(frame.largest, CHUNK)
        if frame.mode == Mode.BEATS:
            self.beat_every = max(LEAST, frame.interval) / 1000
            self.beat_ttl = max(LEAST, frame.bound)
            self.beat_at = now  # the first one at once
        self.ask_at = now + ASK if frame.answers else NEVER
        self.kernel_ms = 0 if frame.answers else frame.bound  # who may not ask has no other witness
        self.end_at = NEVER if self.seconds is None else now + self.seconds

    def _on_data(self, frame, now):
        if len(self.message) + len(frame.payload) > LARGEST_MESSAGE:
            self._part(now, Code.REFUSED, "a message above 1 MiB")
            return
        self.message += frame.payload
        if not frame.more:
            # Whatever it is, it must do nothing to a terminal.
            text = "".join(chr(b) if 0x20 <= b <= 0x7E and b not in b'"\\' else f"\\x{b:02x}" for b in self.message)
            print(f'received {len(self.message)} bytes "{text}"')
            self.message.clear()

    def _on_goodbye(self, frame, now):
        what_next = f"may reconnect after {frame.retry} ms" if frame.reconnect else "may not reconnect"
        print(f'goodbye {frame.code.name} ({frame.code:d}) "{frame.text}", {what_next}')
        if not self.leaving:  # and no GOODBYE of ours is needed
            self._end(MAY_RECONNECT if frame.reconnect else STAY_AWAY, now + LEAVING, None)

    def _say(self, frame):
        # Without room the peer has left our bytes waiting: those are life when they go, and a beat or a PONG adds nothing.
        if len(self.out) < MOST_OUT:
            self.out += frame.encode()

    def due(self, now):
        """Does what is due, and puts into out what has room there. Call it after reading: who was heard is not dead."""
        if now >= self.end_at:
            self._on_deadline(now)
        if now >= self.beat_at:
            self._say(Beat(self.beat_ttl, self.beats))
            self.beats = (self.beats + 1) % 2**32
            # By the timetable, so that no delay adds up; but what a stopped process has missed is not made up for.
            self.beat_at += self.beat_every
            self.beat_at = self.beat_at if self.beat_at > now else now + self.beat_every
        if now >= self.ask_at:
            if self.asked == ASK_TIMES:
                self._part(now, Code.SILENT, "no answer in time")
            else:
                self.asked += 1
                self.ask_at = now + ASK
                self._say(Ping(self.asked, int((ASK_TIMES + 1) * ASK * 1000)))
        while self.decoder.open and self.text is not None and len(self.out) < CHUNK:
            piece, rest = self.text[: self.chunk], self.text[self.chunk :]
            self.text = rest or None
            self.out += Data(self.text is not None, piece).encode()
        if self.leaving and self.text is None and not self.all_said:
            self.all_said = True
            self.out += self.last_word.encode() if self.last_word else b""

    def _on_deadline(self, now):
        if self.leaving:
            if self.status == ENDED_AS_ASKED:
                print("device: the server did not end the line in time", file=sys.stderr)
            sys.exit(SERVER_DEAD if self.status == ENDED_AS_ASKED else self.status)
        if self.decoder.open:
            self.leave(now)
        else:
            self._part(now, Code.OVERDUE, "no WELCOME in time")
