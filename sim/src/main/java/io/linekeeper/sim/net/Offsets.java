package io.linekeeper.sim.net;

import java.util.Arrays;

/** A queue of offsets in a stream, which allocates nothing while it does not grow. */
final class Offsets {
    private long[] ring = new long[8];
    private int first;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(long offset) {
        if (size == ring.length) {
            grow();
        }
        ring[(first + size++) & (ring.length - 1)] = offset;
    }

    /** The one at this place, counted from the oldest. */
    long get(int index) {
        return ring[(first + index) & (ring.length - 1)];
    }

    void removeFirst() {
        first = (first + 1) & (ring.length - 1);
        size--;
    }

    void clear() {
        size = 0;
    }

    private void grow() {
        long[] straight = Arrays.copyOf(ring, ring.length * 2);
        for (int i = 0; i < size; i++) {
            straight[i] = get(i);
        }
        ring = straight;
        first = 0;
    }
}
