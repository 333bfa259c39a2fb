package io.linekeeper.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The commit that is being simulated, for reports: a seed means the same only at the same commit. */
final class Commit {
    private static final String PROPERTY = "sim.commit";
    private static final String UNKNOWN = "unknown";
    private static final long LONGEST_SECONDS = 5;

    private Commit() {}

    /** That of the property {@value #PROPERTY}, or of the folder that this runs in; "unknown" if neither tells. */
    static String id() {
        String given = System.getProperty(PROPERTY);
        return given == null || given.isBlank() ? ofFolder() : given;
    }

    private static String ofFolder() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : UNKNOWN;
        } catch (IOException noGit) {
            return UNKNOWN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
