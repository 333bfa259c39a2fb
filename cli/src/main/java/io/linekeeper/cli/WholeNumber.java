package io.linekeeper.cli;

/** Whole numbers on the command line. */
final class WholeNumber {
    private WholeNumber() {}

    static Integer parse(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no whole number up to " + Integer.MAX_VALUE + "; write digits, as in 3", e);
        }
    }
}
