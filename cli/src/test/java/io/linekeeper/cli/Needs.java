package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Network;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that a test needs. Without one it is skipped with the reason, or fails where that is forbidden. */
public final class Needs {
    private static final long PATIENCE_SECONDS = 30;

    private Needs() {}

    /** This program, tried as it is given here. */
    public static void program(String... trial) {
        String missing = trial[0] + " is missing, which this test needs";
        try {
            Process tried = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(tried.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            assertThat(System.getenv(Network.REQUIRED)).as(missing).isNotEqualTo("1");
            Assumptions.abort(missing);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
