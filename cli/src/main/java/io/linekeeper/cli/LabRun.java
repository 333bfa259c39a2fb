package io.linekeeper.cli;

import io.linekeeper.lab.matrix.Matrix;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.report.HtmlReport;
import io.linekeeper.lab.report.JsonReport;
import io.linekeeper.lab.report.MarkdownTable;
import io.linekeeper.lab.report.TerminalTable;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** A run of the matrix from its beginning to its report. */
final class LabRun {
    private static final int STDOUT = 1;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final CommandLine command;
    private final Matrix matrix;
    private final ReportFolder folder;
    private final StatusLine status = StatusLine.on(System.err);
    private boolean interrupted;

    LabRun(CommandLine command, Matrix matrix, ReportFolder folder) {
        this.command = command;
        this.matrix = matrix;
        this.folder = folder;
    }

    /** Runs it, telling on stderr how it stands, and returns the exit status. */
    int run() throws InterruptedException {
        Interruption interruption = Interruption.breaksOff(this::interrupt, LONGEST_END);
        try (matrix) {
            matrix.begin();
            while (!matrix.awaitEnd(status.period())) {
                show();
            }
            return end();
        } finally {
            interruption.cancel();
        }
    }

    private synchronized void show() {
        if (!interrupted) {
            status.show(matrix.progress().words());
        }
    }

    private void interrupt() {
        synchronized (this) {
            interrupted = true;
        }
        matrix.close();
        status.end("interrupted; what was made for it is removed, and no report is written");
    }

    /** What was interrupted is no result; the signal then decides on the exit status. */
    private synchronized int end() {
        if (interrupted) {
            return ExitCode.SOFTWARE;
        }
        status.end(matrix.progress().words());
        return report(command, matrix.result(LinekeeperCommand.Version.number()), folder, isColoured());
    }

    /** On a terminal, unless the user wants none (no-color.org). */
    private static boolean isColoured() {
        String refused = System.getenv("NO_COLOR");
        return StatusLine.isTerminal(STDOUT) && (refused == null || refused.isEmpty());
    }

    /** Prints and writes the report, and returns the exit status that the result deserves. */
    static int report(CommandLine command, Result result, ReportFolder folder, boolean colour) {
        command.getOut().print(new TerminalTable(colour).render(result));
        boolean written = write(command, result, folder);
        return written && result.right() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static boolean write(CommandLine command, Result result, ReportFolder folder) {
        try {
            folder.write(
                    new HtmlReport().render(result),
                    new JsonReport().render(result),
                    new MarkdownTable().render(result));
            command.getOut().println("The report: " + folder.page());
            command.getOut().flush();
            return true;
        } catch (IOException e) {
            Failures.say(command, "the report cannot be written: " + FileRefusal.toWrite(e));
            return false;
        }
    }
}
