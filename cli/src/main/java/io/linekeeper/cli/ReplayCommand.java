package io.linekeeper.cli;

import io.linekeeper.gateway.flight.RecordedFlight;
import io.linekeeper.gateway.flight.RecordingException;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Replay;
import io.linekeeper.replay.Replayed;
import io.linekeeper.replay.Replayed.Truth;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linekeeper replay}: what another policy would have done. */
@Command(
        name = "replay",
        description = "Judges recorded silences again, by another policy: whom would it have ended, when, and rightly?",
        footer = {
            "",
            "Lines that were judged by a one-way heartbeat are judged by one again, unless --heartbeat says otherwise."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RecordingFiles recordings = new RecordingFiles();

    @Mixin
    private PolicyOptions options = new PolicyOptions();

    private final Map<Truth, Integer> counts = new EnumMap<>(Truth.class);

    @Override
    public Integer call() throws RecordingException {
        LivenessPolicy policy = options.draft().resolve();
        PrintWriter out = spec.commandLine().getOut();
        recordings.read(
                recorded -> out.println(judge(recorded, policy)), exposure -> {}, note -> out.println("note: " + note));
        out.println(summary());
        out.flush();
        return ExitCode.OK;
    }

    private String judge(RecordedFlight recorded, LivenessPolicy policy) {
        LivenessPolicy its = options.leavesHeartbeatOpen()
                ? Replay.alike(policy, recorded.flight().policy())
                : policy;
        Replayed replayed = Replay.of(recorded.flight(), its);
        counts.merge(replayed.truth(), 1, Integer::sum);
        return ReplayWords.of(recorded, replayed);
    }

    private String summary() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (all == 0) {
            return "no silence is on record";
        }
        return all + (all == 1 ? " silence: " : " silences: ") + count(Truth.SPARED) + " let live, "
                + count(Truth.RIGHTLY) + " ended rightly, " + count(Truth.WRONGLY) + " ended wrongly, "
                + count(Truth.NOT_KNOWN) + " not known";
    }

    private int count(Truth truth) {
        return counts.getOrDefault(truth, 0);
    }
}
