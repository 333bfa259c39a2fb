package io.linekeeper.cli;

/** The entry point of {@code linekeeper.jar}. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits: 0 when it ended as asked, 1 when it failed while running, 2 on bad usage.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(LinekeeperCommand.commandLine().execute(args));
    }
}
