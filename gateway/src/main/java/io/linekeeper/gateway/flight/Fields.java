package io.linekeeper.gateway.flight;

import com.fasterxml.jackson.databind.JsonNode;
import io.linekeeper.policy.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of a recording, each as what it must be; whatever is not is refused by its path. */
final class Fields {
    private static final int NANO_DIGITS_OF_MILLI = 6;
    /** No silence in a recording is longer. */
    private static final Duration LONGEST_TIME = Duration.ofDays(366);
    /** Nor are all lines together watched longer, from one record to the next. */
    private static final Duration LONGEST_SUM = Durations.LONGEST;

    private final String path;
    private final JsonNode object;

    Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
        if (!object.isObject()) {
            throw new IllegalArgumentException((path.isEmpty() ? "it" : path) + " is no JSON object");
        }
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    Fields object(String field) {
        return new Fields(pathOf(field), needed(field));
    }

    List<Fields> objects(String field) {
        JsonNode array = needed(field);
        if (!array.isArray()) {
            throw wrong(field, "is no array");
        }
        List<Fields> all = new ArrayList<>();
        for (JsonNode each : array) {
            all.add(new Fields(pathOf(field) + "[" + all.size() + "]", each));
        }
        return all;
    }

    /** A text that can be shown: without a control character. */
    String text(String field) {
        JsonNode node = needed(field);
        if (!node.isTextual()) {
            throw wrong(field, "is no text");
        }
        if (node.textValue().chars().anyMatch(Character::isISOControl)) {
            throw wrong(field, "has a control character");
        }
        return node.textValue();
    }

    @Nullable
    String textOrNull(String field) {
        return has(field) ? text(field) : null;
    }

    <E extends Enum<E>> E name(String field, Class<E> type) {
        String name = text(field);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(field, "is none of " + Arrays.toString(type.getEnumConstants())));
    }

    <E extends Enum<E>> @Nullable E nameOrNull(String field, Class<E> type) {
        return has(field) ? name(field, type) : null;
    }

    boolean flag(String field) {
        JsonNode node = needed(field);
        if (!node.isBoolean()) {
            throw wrong(field, "is neither true nor false");
        }
        return node.booleanValue();
    }

    int count(String field) {
        long number = number(field);
        if (number > Integer.MAX_VALUE) {
            throw wrong(field, "is above " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    long number(String field) {
        JsonNode node = needed(field);
        if (!node.canConvertToExactIntegral() || !node.canConvertToLong() || node.longValue() < 0) {
            throw wrong(field, "is no whole number from 0 on");
        }
        return node.longValue();
    }

    /** Milliseconds with decimals, as nanoseconds. */
    long nanos(String field) {
        return nanos(field, LONGEST_TIME);
    }

    /** The same of many lines together. */
    long sumOfNanos(String field) {
        return nanos(field, LONGEST_SUM);
    }

    private long nanos(String field, Duration longest) {
        JsonNode node = needed(field);
        BigDecimal nanos = node.isNumber() ? node.decimalValue().movePointRight(NANO_DIGITS_OF_MILLI) : null;
        if (nanos == null || nanos.stripTrailingZeros().scale() > 0) {
            throw wrong(field, "is no number of milliseconds");
        }
        if (nanos.abs().compareTo(BigDecimal.valueOf(longest.toNanos())) > 0) {
            throw wrong(field, "is longer than " + Durations.format(longest));
        }
        return nanos.longValueExact();
    }

    Duration duration(String field) {
        return Duration.ofNanos(nanos(field));
    }

    Instant instant(String field) {
        try {
            return Instant.parse(text(field));
        } catch (DateTimeParseException e) {
            throw wrong(field, "is no time as in 2026-01-31T10:00:00Z");
        }
    }

    IllegalArgumentException wrong(String field, String what) {
        return new IllegalArgumentException(pathOf(field) + " " + what);
    }

    private JsonNode needed(String field) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            throw wrong(field, "is missing");
        }
        return node;
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
