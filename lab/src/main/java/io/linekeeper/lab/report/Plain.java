package io.linekeeper.lab.report;

/** Words of programs and peers, which may hold anything. */
final class Plain {
    private Plain() {}

    /** The words on one line, and without anything that a terminal obeys or that no text may hold: these become spaces. */
    static String oneLine(String words) {
        return words.replaceAll(
                "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}\\x{fffe}\\x{ffff}\\x{d800}-\\x{dfff}]+", " ");
    }
}
