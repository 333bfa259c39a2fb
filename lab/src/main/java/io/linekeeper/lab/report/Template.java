package io.linekeeper.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of this package's resources with places to be filled, as <code>{{title}}</code>. Immutable. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private final String name;
    private final String text;

    private Template(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The template of that file. */
    static Template named(String name) {
        return new Template(name, resource(name));
    }

    /** A whole resource as text. */
    static String resource(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            return new String(
                    Optional.ofNullable(in)
                            .orElseThrow(() -> new IllegalStateException("no resource " + name))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills the places. What is filled in is markup already, and not looked through for places.
     *
     * @throws IllegalStateException if a place has no value
     */
    String with(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), values)));
    }

    private String value(String place, Map<String, String> values) {
        return Optional.ofNullable(values.get(place))
                .orElseThrow(() -> new IllegalStateException(name + " has a place for " + place + " and no value"));
    }
}
