package io.linekeeper.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All peers of one client process, and what they are up to. On their event loop, which ticks every millisecond. */
final class Crowd {
    private final List<Peer> peers = new ArrayList<>();
    private int beatMillis;
    private double beatsDue;
    private int nextToBeat;
    private double lastBytesPerTick;
    private double lastBytesDue;
    private int nextToEnd = Integer.MAX_VALUE;
    private boolean echoing;

    /** A peer has connected, and does from now on what the others do. */
    void join(Peer peer) {
        peers.add(peer);
    }

    /** Carries out a command, and says what is to be said. */
    String obey(String command, int number) {
        return switch (command) {
            case "beat" -> beat(number);
            case "echo" -> echo();
            case "last" -> last(number);
            case "ended" -> String.valueOf(nextToEnd >= peers.size());
            case "pongs" -> String.valueOf(Peer.pongs);
            case "worst" ->
                String.valueOf(
                        peers.stream().mapToLong(Peer::takeLongestWait).max().orElse(0));
            case "sent" -> sent();
            case "drop" -> drop();
            default -> throw new IllegalArgumentException("no command is called " + command);
        };
    }

    /** Each line sends a ping every so many milliseconds, evenly spread; 0: no line does. */
    private String beat(int millis) {
        beatMillis = millis;
        beatsDue = 0;
        return "ok";
    }

    /** Each line sends the next ping five milliseconds after the one before, if it was answered. */
    private String echo() {
        echoing = true;
        return "ok";
    }

    /** Line after line sends its last byte, all within so many milliseconds; 0: at once. */
    private String last(int millis) {
        nextToEnd = 0;
        lastBytesDue = 0;
        lastBytesPerTick = millis == 0 ? peers.size() : (double) peers.size() / millis;
        if (millis == 0) {
            beatMillis = 0;
            tick();
        }
        return "ok";
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (Peer peer : peers) {
            text.append(peer.port).append(' ').append(peer.sentAt).append('\n');
        }
        return text.append("end").toString();
    }

    private String drop() {
        peers.forEach(Peer::drop);
        peers.clear();
        beatMillis = 0;
        nextToEnd = Integer.MAX_VALUE;
        return "ok";
    }

    void tick() {
        if (echoing) {
            echoTick();
        }
        for (lastBytesDue += lastBytesPerTick; lastBytesDue >= 1 && nextToEnd < peers.size(); lastBytesDue--) {
            peers.get(nextToEnd++).lastByte();
        }
        for (beatsDue += beatMillis == 0 ? 0 : (double) peers.size() / beatMillis; beatsDue >= 1; beatsDue--) {
            nextToBeat = nextToBeat + 1 < peers.size() ? nextToBeat + 1 : 0;
            Peer peer = peers.get(nextToBeat);
            if (!peer.isHushed() && peer.isOpen()) {
                peer.ping();
            }
        }
    }

    private void echoTick() {
        long now = System.nanoTime();
        for (Peer peer : peers) {
            if (peer.askedAt == 0 && now - peer.sentAt >= TimeUnit.MILLISECONDS.toNanos(5)) {
                peer.ping();
            }
        }
    }
}
