package io.linekeeper.line;

import net.bytebuddy.asm.Advice;

/** Faults that name what only this package sees. */
@SuppressWarnings("UnusedVariable") // What an advice assigns is read by the method into which it is copied.
public final class LineFaults {
    private LineFaults() {}

    /** The line that takes the place of a removed one loses its due time. */
    public static final class LostOnRemoval {
        @Advice.OnMethodEnter
        static int enter(@Advice.Argument(0) Line line) {
            return line.index;
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter int place, @Advice.FieldValue("size") int size, @Advice.FieldValue("due") int[] due) {
            if (place >= 0 && place < size) {
                due[place] += 1_000_000_000;
            }
        }
    }
}
