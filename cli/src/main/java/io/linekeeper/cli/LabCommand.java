package io.linekeeper.cli;

import io.linekeeper.lab.Remains;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import io.linekeeper.lab.matrix.Ability;
import io.linekeeper.lab.matrix.Matrix;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.lab.scene.Scenes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code linekeeper lab}: makes the faults for real, and compares what detectors find with what they should. */
@Command(
        name = "lab",
        description = {
            "Cuts the cable for real, in network namespaces of its own, and prints what detects what.",
            "Every fault strikes all detectors at once; what each should find is worked out beforehand, by its own"
                    + " arithmetic. Exits 0 when all was as expected, 1 when it was not or a fault could not be made, 130"
                    + " when it was interrupted (143 by SIGTERM): then it removes what it made, and writes no report.",
            "Needs Linux, root or user namespaces, and the commands ip, ss, nft, unshare and nsenter."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class LabCommand implements Callable<Integer> {
    private static final int WIDEST_ID = 22;
    private static final int MOST_REPETITIONS = 100;
    private static final int MOST_PARALLEL = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description = "These faults alone, as --list names them, separated by commas. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--detectors",
            paramLabel = "ID",
            split = ",",
            description = "These detectors alone, as --list names them, separated by commas. Default: all.")
    private List<String> chosen = List.of();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Make each fault N times. The tables tell the median, the first and the last of the times where they differ. Default: 1.")
    private Integer repetitions = 1;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Make so many faults at the same time, each in a network of its own. Default: 4.")
    private Integer parallel = 4;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write index.html, results.json and matrix.md there. Default: lab-report.")
    private String out = "lab-report";

    @Option(names = "--list", description = "List the faults and the detectors, and make nothing. Default: no.")
    private boolean list;

    @Override
    public Integer call() throws InterruptedException {
        List<Scene> scenes = choose("--only", "fault", Scenes.all(), Scene::id, only);
        List<Detector> detectors = choose("--detectors", "detector", Detectors.all(), Detector::id, chosen);
        if (!list && detectors.stream().allMatch(Detector::predictedOnly)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--detectors: " + String.join(", ", chosen)
                            + " is only predicted and never run, so there is nothing to do; add one that is run");
        }
        requireRange("--repeat", repetitions, MOST_REPETITIONS);
        requireRange("--parallel", parallel, MOST_PARALLEL);
        if (list) {
            list(scenes, detectors);
            return ExitCode.OK;
        }
        ReportFolder folder = folder();
        Optional<String> missing = Ability.missing();
        if (missing.isPresent()) {
            Failures.say(spec.commandLine(), missing.get());
            return ExitCode.USAGE;
        }
        int swept = Remains.sweep();
        if (swept > 0) {
            Failures.say(
                    spec.commandLine(), "ended what a lab that was killed had left: " + swept + " of its processes");
        }
        return new LabRun(spec.commandLine(), new Matrix(scenes, detectors, repetitions, parallel), folder).run();
    }

    private ReportFolder folder() {
        try {
            return ReportFolder.open(out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage());
        }
    }

    /** Those that were named, or all if none was; in the order of the catalogue. */
    private <T> List<T> choose(String option, String kind, List<T> all, Function<T, String> id, List<String> names) {
        List<String> ids = all.stream().map(id).toList();
        for (String name : names) {
            if (!ids.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + ": there is no " + kind + " \"" + name + "\"; choose from " + String.join(", ", ids));
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(one -> names.contains(id.apply(one))).toList();
    }

    private void requireRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": " + value + " is not from 1 to " + most + "; choose a number in that range");
        }
    }

    private void list(List<Scene> scenes, List<Detector> detectors) {
        PrintWriter words = spec.commandLine().getOut();
        words.println("Faults:");
        scenes.forEach(scene -> entry(words, scene.id(), scene.sentence()));
        words.println();
        words.println("Detectors:");
        detectors.forEach(detector -> entry(words, detector.id(), detector.sentence()));
        words.flush();
    }

    private static void entry(PrintWriter words, String id, String sentence) {
        words.printf(Locale.ROOT, "  %-" + WIDEST_ID + "s %s%n", id, sentence);
    }
}
