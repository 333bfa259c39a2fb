package io.linekeeper.sim;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What is printed of a failure: seed, commit, the command that replays it, the mishaps that are needed, and the trace. */
final class Report {
    private Report() {}

    /** Shrinks the failure and tells it. */
    static String of(Outcome failed, String commit) {
        Outcome least = new Shrinker().shrink(failed);
        SimOptions options = least.scenario().options();
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println("seed " + options.seed() + " fails at commit " + commit);
        lines.println(least.failure());
        lines.println("replay: " + Seeds.command(options.seed(), options.seed()));
        lines.println("world: " + options);
        lines.println("needed, of " + failed.scenario().mishaps().size() + " mishaps:");
        least.scenario().mishaps().forEach(mishap -> lines.println("  " + mishap));
        lines.println("the latest of it:");
        least.latest().forEach(entry -> lines.println("  " + entry));
        if (least.failure() != null && !(least.failure() instanceof io.linekeeper.sim.invariant.Broken)) {
            least.failure().printStackTrace(lines);
        }
        lines.flush();
        return text.toString();
    }
}
