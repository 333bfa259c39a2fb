package io.linekeeper.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One command, run in this process as a user would type it; what it printed and its exit status. */
record Run(int status, String out, String err) {
    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = LinekeeperCommand.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(args);
        return new Run(status, out.toString(), err.toString());
    }

    /** The command object after these arguments, which must be right. */
    static <C> C parsed(Class<C> command, String... args) {
        return command.cast(LinekeeperCommand.commandLine()
                .parseArgs(args)
                .subcommand()
                .commandSpec()
                .userObject());
    }
}
