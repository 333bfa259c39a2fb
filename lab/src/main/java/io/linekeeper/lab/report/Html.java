package io.linekeeper.lab.report;

import java.util.Locale;

/** Pieces of a page. Whatever a program or a peer said is text here, never markup. */
final class Html {
    private Html() {}

    /** Text, also within the quotes of an attribute; control characters become spaces. */
    static String text(String plain) {
        return plain.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF\\uD800-\\uDFFF]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with text in it. */
    static String element(String name, String plain) {
        return "<" + name + ">" + text(plain) + "</" + name + ">";
    }

    /** A number for a drawing. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
