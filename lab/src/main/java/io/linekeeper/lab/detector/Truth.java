package io.linekeeper.lab.detector;

import java.time.Duration;

/** What really happened to the watched lines: all that a {@link Detector} needs to say beforehand what it will find. */
public sealed interface Truth {
    /** Whether the peer is there and its path works, at least again within the time, so that whoever ends the line is wrong. */
    default boolean alive() {
        return false;
    }

    /** What somebody expects of this. */
    Expectation expectedBy(Foresight foresight);

    /**
     * Nothing comes from the peer any more, neither from its program nor from its kernel.
     *
     * @param inFlight bytes of ours were under way, or were sent right after
     */
    record Cut(boolean inFlight) implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.cut(this);
        }
    }

    /** Our bytes reach nobody; the peer's still come, until its kernel stops sending since nothing is acknowledged. */
    record Deaf() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.deaf();
        }
    }

    /**
     * Nothing comes from the peer, and from some time on whatever is sent to it is answered by RST.
     *
     * @param from after so long
     */
    record Resetting(Duration from) implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.resetting(this);
        }
    }

    /** The peer's program does nothing any more, its kernel acknowledges for it. */
    record Hung() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.hung();
        }
    }

    /** The peer's kernel has ended the line: FIN or RST arrives. */
    record Ended() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.ended();
        }
    }

    /** FIN arrives, and the peer goes on reading. */
    record HalfClosed() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.halfClosed();
        }
    }

    /** The peer reads nothing any more, and bytes wait for it; it goes on to send what it sends by itself. */
    record NotReading() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.notReading();
        }
    }

    /** The peer reads slowly, and more waits for it than it has read when the run ends: its window is never open wide. */
    record SlowReading() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.slowReading();
        }

        @Override
        public boolean alive() {
            return true;
        }
    }

    /**
     * Packets are lost at random, both ways.
     *
     * @param percent so many of a hundred, each way
     * @param time for so long
     */
    record Lossy(int percent, Duration time) implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.lossy(this);
        }

        @Override
        public boolean alive() {
            return true;
        }
    }

    /**
     * The path is cut while idle, and whole again later.
     *
     * @param ofBound after so much of the {@linkplain Detector#bound() bound} of each detector
     */
    record Outage(double ofBound) implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.outage(this);
        }

        @Override
        public boolean alive() {
            return ofBound < 1;
        }
    }

    /** The device is back on a new line from another port, and nothing of the old one is heard any more. */
    record Returned() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.returned();
        }
    }

    /** Established by the kernel, never accepted by the program; then cut. Found is what the kernel does not show as ESTABLISHED. */
    record Unaccepted() implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.unaccepted();
        }
    }

    /**
     * The peers are well: it is our own program that does nothing for a while.
     *
     * @param time for so long
     * @param process the whole process stands still; otherwise only the loops that read
     */
    record OwnPause(Duration time, boolean process) implements Truth {
        @Override
        public Expectation expectedBy(Foresight foresight) {
            return foresight.ownPause(this);
        }

        @Override
        public boolean alive() {
            return true;
        }
    }
}
