package io.linekeeper.lab;

/** Which way packets go that a fault concerns. */
public enum Direction {
    /** From the device to the server. */
    TO_SERVER,
    /** From the server to the device. */
    TO_DEVICE,
    /** Both ways. */
    BOTH;

    boolean covers(Direction way) {
        return this == BOTH || this == way;
    }
}
