package io.linekeeper.cli;

import io.linekeeper.lab.Remains;
import io.linekeeper.lab.experiment.Experiment;
import io.linekeeper.lab.experiment.Experiments;
import io.linekeeper.lab.experiment.Notes;
import io.linekeeper.lab.matrix.Ability;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linekeeper experiment}: the measurements of docs/EXPERIMENTS.md, made again here. */
@Command(
        name = "experiment",
        description = {
            "Shows on real, broken networks what the kernel and a program notice of a dead line, and when.",
            "Each makes machines of its own in network namespaces of this one, and leaves nothing behind. Needs root or user"
                    + " namespaces, ip, ss, nft and the ping of iputils. Exits 0 when all have been shown, 130 when it was"
                    + " interrupted (143 by SIGTERM)."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class ExperimentCommand implements Callable<Integer> {
    private static final int MINUTE = 60;

    /** There is nothing to do: what an experiment has made ends with this process. */
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "What to run, one after the other; --list shows what there is.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for the logs, which are printed too, and for plots. Default: lab-report.")
    private String directory = "lab-report";

    @Option(names = "--list", description = "Say what there is and how long it takes, and run nothing. Default: off.")
    private boolean list;

    @Override
    public Integer call() {
        List<Experiment> chosen = names.stream().distinct().map(this::named).toList();
        if (list) {
            Experiments.all().forEach(this::describe);
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        if (chosen.isEmpty()) {
            throw misused("NAME is missing; choose one or more of " + all());
        }
        Path folder = folder();
        Optional<String> missing = Ability.missing();
        if (missing.isPresent()) {
            Failures.say(spec.commandLine(), missing.get());
            return ExitCode.USAGE;
        }
        Remains.sweep();
        if (chosen.size() > 1) {
            int seconds = chosen.stream().mapToInt(Experiment::seconds).sum();
            spec.commandLine()
                    .getOut()
                    .println(chosen.size() + " experiments, which take about " + time(seconds) + " in all");
        }
        Interruption interruption = Interruption.breaksOff(() -> {}, LONGEST_END);
        try {
            for (Experiment experiment : chosen) {
                run(experiment, folder);
            }
            return ExitCode.OK;
        } finally {
            interruption.cancel();
        }
    }

    private void run(Experiment experiment, Path folder) {
        PrintWriter out = spec.commandLine().getOut();
        Path log = folder.resolve(experiment.id() + ".txt");
        out.println(
                "running " + experiment.id() + ", which takes about " + time(experiment.seconds()) + "; log: " + log);
        out.flush();
        try (PrintStream both = new PrintStream(new Copied(opened(log)), true, StandardCharsets.UTF_8)) {
            experiment.run(new Notes(both, folder));
        }
        out.println();
        out.flush();
    }

    private OutputStream opened(Path log) {
        try {
            return Files.newOutputStream(log);
        } catch (IOException e) {
            throw misused("--out: the log \"" + log + "\" cannot be opened: " + FileRefusal.toWrite(e));
        }
    }

    private void describe(Experiment experiment) {
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%-20s %6s  %s",
                        experiment.id(),
                        time(experiment.seconds()),
                        experiment.question()));
    }

    private static String time(int seconds) {
        return seconds < 2 * MINUTE ? seconds + " s" : Math.round((double) seconds / MINUTE) + " min";
    }

    private Experiment named(String name) {
        return Experiments.named(name)
                .orElseThrow(() -> misused("there is no experiment \"" + name + "\"; choose one of " + all()));
    }

    private static String all() {
        return Experiments.all().stream().map(Experiment::id).collect(Collectors.joining(", "));
    }

    private Path folder() {
        try {
            return Files.createDirectories(Path.of(directory));
        } catch (IOException | InvalidPathException e) {
            throw misused("--out: the folder \"" + directory + "\" cannot be made: " + FileRefusal.toWrite(e));
        }
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
