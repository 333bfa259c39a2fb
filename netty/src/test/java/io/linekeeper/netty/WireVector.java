package io.linekeeper.netty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One block of docs/line-protocol-vectors.txt, which explains itself.
 *
 * @param hex of the bytes, without abbreviations
 * @param rest how many bytes at the end are the beginning of a frame
 * @param refused what is wrong, without where: of the codec's message
 * @param refusedAt where the refused frame begins
 * @param lenient whether the bytes are none that a sender sends
 */
record WireVector(
        String name,
        boolean toServer,
        String phase,
        int largest,
        String hex,
        List<String> frames,
        int rest,
        Optional<String> refused,
        int refusedAt,
        boolean lenient) {

    private static final Path FILE =
            Path.of(System.getProperty("linekeeper.root", ".."), "docs", "line-protocol-vectors.txt");

    private static final List<WireVector> ALL = read();

    static List<WireVector> all() {
        return ALL;
    }

    private static List<WireVector> read() {
        try {
            List<WireVector> all = new ArrayList<>();
            String text = Files.readString(FILE, StandardCharsets.US_ASCII);
            for (String block : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\n+")) {
                all.add(of(block.strip().split("\n")));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of the vector that is called so. */
    static byte[] bytesOf(String name) {
        return ALL.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    private static WireVector of(String... lines) {
        String name = "";
        String[] at = {};
        StringBuilder hex = new StringBuilder();
        List<String> frames = new ArrayList<>();
        int rest = 0;
        Optional<String> refused = Optional.empty();
        int refusedAt = 0;
        boolean lenient = false;
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            switch (parts[0]) {
                case "name" -> name = parts[1];
                case "at" -> at = parts[1].split(" ");
                case "hex" -> hex.append(' ').append(parts[1]);
                case "is" -> frames.add(parts[1]);
                case "rest" -> rest = Integer.parseInt(parts[1]);
                case "lenient" -> lenient = true;
                case "refused" -> {
                    String[] where = parts[1].split(" ", 2);
                    refusedAt = Integer.parseInt(where[0]);
                    refused = Optional.of(where[1]);
                }
                default -> throw new IllegalArgumentException("no keyword: " + line);
            }
        }
        return new WireVector(
                name,
                at[0].equals("server"),
                at[1],
                Integer.parseInt(at[2]),
                spelledOut(hex.toString().strip()),
                frames,
                rest,
                refused,
                refusedAt,
                lenient);
    }

    private static String spelledOut(String tokens) {
        StringBuilder hex = new StringBuilder();
        for (String token : tokens.split(" ")) {
            String[] parts = token.split("\\*");
            hex.append(parts[0].repeat(parts.length == 1 ? 1 : Integer.parseInt(parts[1])));
        }
        return hex.toString();
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return name;
    }
}
