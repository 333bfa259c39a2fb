package io.linekeeper.lab.scene;

/** Much, for one line. */
final class Bulk {
    /** More than its peer's kernel takes while nobody reads there. */
    static final int BYTES = 1_000_000;

    private Bulk() {}
}
