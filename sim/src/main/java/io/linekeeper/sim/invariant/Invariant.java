package io.linekeeper.sim.invariant;

import io.linekeeper.sim.gateway.Ears;
import io.linekeeper.sim.gateway.GatewayLine;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that must hold after every event. It hears what gateways do, and throws {@link Broken}. */
@SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
public abstract class Invariant implements Ears {

    /** Its name in reports. */
    final String name() {
        return getClass().getSimpleName();
    }

    /** The simulation is over. */
    public void over() {}

    final void require(boolean holds, GatewayLine line, String what, @Nullable Object... details) {
        if (!holds) {
            List<String> subjects =
                    List.of(line.socket().peer().name(), line.gateway().name());
            throw new Broken(
                    name(),
                    line + " of " + subjects.get(0) + " " + String.format(Locale.ROOT, what, details),
                    subjects);
        }
    }

    final void require(boolean holds, String subject, String what, @Nullable Object... details) {
        if (!holds) {
            throw new Broken(name(), subject + " " + String.format(Locale.ROOT, what, details), List.of(subject));
        }
    }
}
