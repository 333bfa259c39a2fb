package io.linekeeper.policy;

/** The ways in which a line dies, or seems to. */
public enum Failure {
    CUT_WHILE_IDLE("cable cut while idle"),
    CUT_IN_FLIGHT("cut with data in flight"),
    PROCESS_HUNG("process hung"),
    PROCESS_KILLED("process killed"),
    HOST_REBOOTED("host rebooted"),
    READER_STOPPED("reader stopped"),
    CUT_AND_RESTORED("cable out and back in");

    private final String label;

    Failure(String label) {
        this.label = label;
    }

    /** Its name in plain words. */
    public String label() {
        return label;
    }
}
