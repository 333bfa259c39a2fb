package io.linekeeper.cli;

/** The entry point of {@code linekeeper.jar}. */
public final class Main {
    private Main() {}

    /**
     * Prints the version.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("linekeeper " + (version == null ? "(not run from its jar)" : version));
    }
}
