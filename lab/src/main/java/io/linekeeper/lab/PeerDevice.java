package io.linekeeper.lab;

/** One device of a {@link Peer}: a group of lines has several, each with a number of its own. Another object is another device. */
final class PeerDevice {
    private final PeerSettings settings;
    private final int number;

    /** @param number in its group, from 0 */
    PeerDevice(PeerSettings settings, int number) {
        this.settings = settings;
        this.number = number;
    }

    /** What its group was told to be. */
    PeerSettings settings() {
        return settings;
    }

    /** What each of its lines begins with. */
    byte[] hello() {
        return settings.framing().hello(settings.name() + "-" + number, settings.instance() + number);
    }
}
