package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/PROTOCOL.md says that a machine can check. */
final class ProtocolPageTest {
    private static final Path ROOT = Path.of(System.getProperty("linekeeper.root", ".."));
    private static final String PAGE = page();
    private static final Pattern CONVERSATION = Pattern.compile("(?s)```text\n(> .*?)```");
    private static final Pattern TURN = Pattern.compile("([<>]) ([0-9a-f ]+)\n  (.*)\n");
    private static final Pattern TYPE =
            Pattern.compile("\\| (\\d) \\| ([A-Z]+) \\| (?:client|server|both) \\| ([\\d,]+)(?: to ([\\d,]+))?");
    private static final Pattern CODE = Pattern.compile("\\| (\\d+) \\| ([A-Z]+) \\| [^|]+ \\| (yes|no) \\|");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @Test
    void shouldTellAConversationThatTheCodecUnderstands() {
        WireDecoder ofServer = WireDecoder.ofServer(Frame.MOST_PAYLOAD_BYTES);
        WireDecoder ofClient = WireDecoder.ofClient(Frame.MOST_PAYLOAD_BYTES);
        try (Segments server = new Segments(() -> ofServer);
                Segments client = new Segments(() -> ofClient)) {
            for (MatchResult turn : conversation()) {
                Segments receiver = turn.group(1).equals(">") ? server : client;
                receiver.feed(HexFormat.of().parseHex(turn.group(2).replace(" ", "")));

                List<Frame> frames = WireVectorsTest.frames(receiver);
                assertThat(frames.stream().map(WireText::of)).containsExactly(turn.group(3));
                if (frames.get(0) instanceof Frame.Hello) {
                    ofServer.open();
                }
            }
        }
    }

    @Test
    void shouldTellTheConversationOfTheVectors() {
        assertThat(conversation().stream().map(turn -> turn.group(2).replace(" ", "")))
                .containsExactlyElementsOf(WireVector.all().stream()
                        .filter(each -> each.name().startsWith("talk-"))
                        .map(WireVector::hex)
                        .toList());
    }

    @Test
    void shouldNumberTheFramesAsTheCodecDoes() {
        List<MatchResult> rows = TYPE.matcher(PAGE).results().toList();

        assertThat(rows.stream().map(row -> row.group(1) + row.group(2))).containsExactlyElementsOf(types());
        for (MatchResult row : rows) {
            WireType type = WireType.valueOf(row.group(2));
            int least = number(row.group(3));
            int most = row.group(4) == null ? least : number(row.group(4));
            assertThat(List.of(least, most)).allMatch(bytes -> isAllowed(type, bytes));
            assertThat(List.of(least - 1, most + 1)).noneMatch(bytes -> isAllowed(type, bytes));
        }
    }

    @Test
    void shouldListTheCodesOfGoodbyes() {
        Stream<String> rows =
                CODE.matcher(PAGE).results().map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3));

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(GoodbyeCode.values())
                        .map(code -> code.number() + " " + code + " " + (code.mayReconnect() ? "yes" : "no"))
                        .toList());
    }

    @Test
    void shouldLinkToFilesThatExist() {
        assertThat(LINK.matcher(PAGE).results().map(link -> ROOT.resolve("docs").resolve(link.group(1))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static List<MatchResult> conversation() {
        MatchResult block = CONVERSATION.matcher(PAGE).results().findFirst().orElseThrow();
        List<MatchResult> turns = TURN.matcher(block.group(1)).results().toList();
        assertThat(turns).hasSize((int) block.group(1).lines().count() / 2);
        return turns;
    }

    private static List<String> types() {
        return Arrays.stream(WireType.values())
                .filter(type -> type != WireType.ACK)
                .map(type -> type.number() + type.name())
                .toList();
    }

    private static boolean isAllowed(WireType type, int bytes) {
        return type.complaintAbout(bytes, Integer.MAX_VALUE).isEmpty();
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    private static String page() {
        try {
            return Files.readString(ROOT.resolve("docs").resolve("PROTOCOL.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
