package io.linekeeper.sim;

import io.linekeeper.line.Step;
import net.bytebuddy.asm.Advice;

/** The faults of {@link ControlTest} that need nothing of the packages they are planted in. */
@SuppressWarnings("UnusedVariable") // What an advice assigns is read by the method into which it is copied.
final class Faults {
    private Faults() {}

    /** However late a call comes, all of it counts as listened to. */
    static final class NoCredit {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) long planned) {
            planned = 1L << 60;
        }
    }

    /** A gap is credited once more after it was. */
    static final class CreditedTwice {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Return long gap,
                @Advice.FieldValue(value = "credited", readOnly = false) long credited,
                @Advice.FieldValue(value = "hearing", readOnly = false) long hearing) {
            credited += gap;
            hearing -= Math.min(gap, 200_000_000);
        }
    }

    /** What the kernel tells of unread bytes counts for nothing. */
    static final class OldData {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long lastDataNanos) {
            lastDataNanos -= 1L << 50;
        }
    }

    /** One less than was asked for. */
    static final class OneProbeLess {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int probes) {
            probes = Math.max(1, probes - 1);
        }
    }

    /** A deadline a tick too soon. */
    static final class TickEarly {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int due) {
            due -= 40;
        }
    }

    /** An answer is due at the ordinary deadline, whatever outage there was. */
    static final class NoPatience {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) int deadline, @Advice.Return(readOnly = false) int due) {
            due = deadline;
        }
    }

    /** The kernel's user time-out stays as it is, whoever reads slowly. */
    static final class NeverLifted {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean toBeLifted) {
            toBeLifted = false;
        }
    }

    /** Whether a read is outstanding makes no difference. */
    static final class AlwaysReading {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean reading) {
            reading = true;
        }
    }

    /** Each claim gets the epoch that the device had. */
    static final class EpochStays {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) long last, @Advice.Return(readOnly = false) long epoch) {
            epoch = last > 0 ? last : epoch;
        }
    }

    /** A drain has no end. */
    static final class EndlessDrain {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) int millis) {
            millis = 3_600_000;
        }
    }

    /** The next call is planned later than the line that is due first. */
    static final class SleepsThrough {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int soonest) {
            soonest += 700;
        }
    }

    /** A deadline is never missed. */
    static final class NeverMissed {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean missed) {
            missed = false;
        }
    }

    /** A question that the peer's kernel acknowledged counts as one that it did not. */
    static final class NothingAcknowledged {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean acknowledged) {
            acknowledged = false;
        }
    }

    /** A call looks at one line. */
    static final class Starves {
        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("looks") int looks, @Advice.Return(readOnly = false) boolean left) {
            left = looks < 1;
        }
    }

    /** What was left over when the budget of a call ended waits as if nothing were due. */
    static final class TheRestWaits {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) int soonest) {
            soonest = soonest <= 0 ? 1_000 : soonest;
        }
    }

    /** The tasks of a pass, the roll call among them, come before what is ready to be read. */
    static final class TimersBeforeReads {
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("stages") Runnable[] stages) {
            Runnable first = stages[0];
            stages[0] = stages[1];
            stages[1] = first;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("stages") Runnable[] stages) {
            Runnable first = stages[0];
            stages[0] = stages[1];
            stages[1] = first;
        }
    }

    /** No own read comes before a verdict where there is no witness. */
    static final class DoesNotListen {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Step step) {
            return step == Step.LISTEN;
        }
    }

    /** A line that is read again is not told so. */
    static final class StaysDeaf {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    /** What has arrived is not read before a line is cut. */
    static final class ReadsNoMore {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    /** A line that is closed stays on its roll. */
    static final class NotRemoved {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }
}
