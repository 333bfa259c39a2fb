package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON lines of {@code --events}, and what must hold of them whatever happened. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    static List<JsonNode> read(List<String> lines) {
        return lines.stream().map(Events::read).toList();
    }

    static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    static List<JsonNode> named(List<JsonNode> events, String name) {
        return events.stream()
                .filter(event -> event.path("event").asText().equals(name))
                .toList();
    }

    /** Each line was connected, then judged once, then closed once, in this order, with its names on each. */
    static void assertEndsRight(List<JsonNode> events) {
        Map<Integer, List<JsonNode>> byLine = events.stream()
                .filter(event -> event.has("line"))
                .collect(Collectors.groupingBy(event -> event.get("line").asInt()));
        assertThat(byLine).isNotEmpty();
        byLine.forEach((line, its) -> {
            List<JsonNode> ends = its.stream()
                    .filter(event -> List.of("connected", "verdict", "closed")
                            .contains(event.get("event").asText()))
                    .toList();
            assertThat(ends)
                    .as("line " + line)
                    .extracting(event -> event.get("event").asText())
                    .containsExactly("connected", "verdict", "closed");
            assertThat(ends)
                    .allSatisfy(event -> assertThat(event.fieldNames())
                            .toIterable()
                            .contains("at", "line", "listener", "peer", "device"));
            assertThat(ends.get(1).fieldNames())
                    .toIterable()
                    .contains("fate", "silence_ms", "bound_ms", "lateness_ms", "credited_ms", "evidence");
            assertThat(ends.get(2).get("fate")).isEqualTo(ends.get(1).get("fate"));
        });
    }
}
