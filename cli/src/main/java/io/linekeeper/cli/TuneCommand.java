package io.linekeeper.cli;

import io.linekeeper.gateway.flight.RecordingException;
import io.linekeeper.replay.Tuning;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code linekeeper tune}: proposes a bound from recorded silences. */
@Command(
        name = "tune",
        description = "Judges recorded silences by one bound after the other, and proposes the shortest that ends few"
                + " enough live lines.",
        footer = {
            "",
            "Record with serve --record under --verdicts observe and a short --within: a line that was ended cannot show"
                    + " that it lived, and shorter silences than its suspicion are on no record."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class TuneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RecordingFiles recordings = new RecordingFiles();

    @Option(
            names = "--false-verdicts",
            paramLabel = "RATE",
            description = "How many live lines may be ended in a line-year (one line, watched for a year). Default: 1.")
    private Rate rate = new Rate(1);

    @Override
    public Integer call() throws RecordingException {
        Tuning tuning = new Tuning();
        PrintWriter out = spec.commandLine().getOut();
        recordings.read(
                recorded -> tuning.add(recorded.flight()),
                exposure -> tuning.watched(exposure.policy(), exposure.lineNanos() / 1e9),
                note -> out.println("note: " + note));
        new TuneWords(tuning, rate).print(out);
        out.flush();
        return ExitCode.OK;
    }
}
