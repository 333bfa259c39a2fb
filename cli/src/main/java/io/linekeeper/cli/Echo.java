package io.linekeeper.cli;

/** What {@code --echo} takes. */
enum Echo {
    /** The frame comes back as it came, header included. */
    FRAMED,
    /** The payload comes back alone. */
    BARE;

    static Echo of(String word) {
        return switch (word) {
            case "framed" -> FRAMED;
            case "bare" -> BARE;
            default ->
                throw new IllegalArgumentException("there is no echo \"" + word
                        + "\"; choose framed (with the header) or bare (the payload alone)");
        };
    }
}
