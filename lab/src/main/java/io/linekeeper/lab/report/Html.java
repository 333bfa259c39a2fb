package io.linekeeper.lab.report;

import java.util.Locale;

/** Pieces of a page. Whatever a program or a peer said is text here, never markup. */
final class Html {
    private Html() {}

    /** Text, also within the quotes of an attribute. */
    static String text(String plain) {
        return Plain.oneLine(plain)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with text in it. */
    static String element(String name, String plain) {
        return "<" + name + ">" + text(plain) + "</" + name + ">";
    }

    /** An element of a class with text in it. */
    static String element(String name, String kind, String plain) {
        return "<" + name + " class=\"" + kind + "\">" + text(plain) + "</" + name + ">";
    }

    /** A link within the page. */
    static String link(String id, String plain) {
        return "<a href=\"#" + text(id) + "\">" + text(plain) + "</a>";
    }

    /** A number for a drawing. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
