package io.linekeeper.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The titles of detectors in columns that are narrower than they are. */
final class Heading {
    /** Where the long words of a title can be divided. */
    private static final Pattern DIVIDE =
            Pattern.compile("(?<=keep)(?=alive)|(?<=heart)(?=beat)|(?<=suc)(?=ceeds)|(?<=[a-z])(?=[A-Z])");

    private static final char SOFT_HYPHEN = '\u00ad';
    private static final char FIRM_HYPHEN = '\u2011';
    private static final int WIDTH = 9;

    private Heading() {}

    /** A title that a browser may divide there and between words only. */
    static String soft(String title) {
        return DIVIDE.matcher(title).replaceAll(String.valueOf(SOFT_HYPHEN)).replace('-', FIRM_HYPHEN);
    }

    /** A title in lines of a few letters each. */
    static List<String> lines(String title) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : DIVIDE.matcher(title).replaceAll("- ").split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line);
                line = word;
            } else {
                line = line.isEmpty() ? word : line + " " + word;
            }
        }
        lines.add(line);
        return lines;
    }
}
