package io.linekeeper.lab.detector;

/** What the devices do that a detector watches, as arguments of {@link io.linekeeper.lab.Peer}. */
public enum Device {
    /** Sends nothing by itself. */
    SILENT("--protocol raw"),
    /** Sends a byte every half second. */
    BEATING("--protocol raw --beat 500"),
    /** Answers questions (the protocol {@code fixed1028}). */
    ANSWERING("--protocol fixed1028 --answer"),
    /** A device of the native protocol. */
    LINE("--protocol line --answer");

    private final String arguments;

    Device(String arguments) {
        this.arguments = arguments;
    }

    /** The arguments, without the server's address. */
    public String[] arguments() {
        return arguments.split(" ");
    }
}
