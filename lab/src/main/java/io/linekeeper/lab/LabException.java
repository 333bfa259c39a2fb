package io.linekeeper.lab;

/** Something that the lab needs did not work: a command failed, a program ended early, a deadline passed. The message says all. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what did not work, and why, in one sentence */
    public LabException(String message) {
        super(message);
    }

    /** @param message what did not work, and why, in one sentence */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What went wrong, in one sentence: of what is no {@code LabException} its kind is told, too. */
    public static String sentence(Throwable failure) {
        return failure instanceof LabException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
