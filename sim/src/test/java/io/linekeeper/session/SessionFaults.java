package io.linekeeper.session;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** Faults that name what only this package sees. */
@SuppressWarnings("UnusedVariable") // What an advice assigns is read by the method into which it is copied.
public final class SessionFaults {
    private SessionFaults() {}

    /** The close of an old line ends the session that came after it. */
    public static final class StaleClose {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 0, readOnly = false) DeviceLine line,
                @Advice.FieldValue("held") List<DeviceLine> held) {
            if (held.size() > 1) {
                line = held.get(held.size() - 1);
            }
        }
    }

    /** A takeover is not told to the line that lost its session. */
    public static final class OldLineNotTold {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }
}
