package io.linekeeper.lab.experiment;

/** Shows one thing on a network of its own, and prints what it measures. Ends by itself. */
public interface Experiment {
    /** Its name on the command line: lower case, with dashes. */
    String id();

    /** The question that it answers, in one sentence. */
    String question();

    /** About how long it takes, in seconds. */
    int seconds();

    /**
     * Runs it to its end.
     *
     * @param notes where its measurements go, as they come
     * @throws io.linekeeper.lab.LabException if it cannot be made here, with the reason
     */
    void run(Notes notes);
}
